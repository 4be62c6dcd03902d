// Which circles the map draws for its events. Circles of one place and size lie on each other: they are one circle, as
// dense as all of them together, so that a town with a thousand events costs no more than one with ten.

import { RADIUS, type Dots } from './geo';

/** Circles in the order in which they are drawn: the same index in every column. */
export interface Circles {
  count: number;
  /** Web Mercator, the world from 0 to 1. */
  x: Float64Array;
  y: Float64Array;
  /** Pixels. */
  radius: Float32Array;
  /** How dense it is filled, 0 to 1. */
  density: Float32Array;
  contested: Uint8Array;
  /** An event of it: the last one. */
  event: Uint32Array;
}

export const x = (lon: number): number => (lon + 180) / 360;
export const y = (lat: number): number => (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;

/** Hollow: one source alone tells it. */
const HOLLOW = 0.15;
const FULL = 0.7;
/** Radii of 4 to 18 pixels. */
const SIZES = 17;

/** For every event the number of its place, -1 without a point; those of one place have one number. */
export function sites(dots: Dots): { of: Int32Array; x: Float64Array; y: Float64Array } {
  const of = new Int32Array(dots.count).fill(-1);
  const known = new Map<number, number>();
  const [lons, lats]: [number[], number[]] = [[], []];
  for (let at = 0; at < dots.count; at += 1) {
    if (Number.isNaN(dots.lat[at])) continue;
    // A tenth of a metre apart is one place.
    const key = Math.round((dots.lat[at] + 90) * 1e6) * 4e8 + Math.round((dots.lon[at] + 180) * 1e6);
    let site = known.get(key);
    if (site === undefined) {
      site = lons.length;
      known.set(key, site);
      lons.push(dots.lon[at]);
      lats.push(dots.lat[at]);
    }
    of[at] = site;
  }
  return { of, x: Float64Array.from(lons, x), y: Float64Array.from(lats, y) };
}

export type Sites = ReturnType<typeof sites>;

/** The circles of the events that are shown. */
export function circles(dots: Dots, { of, x, y }: Sites, shown: Uint8Array): Circles {
  // What shines through a circle; each event takes some of it away.
  const clear = new Float32Array(x.length * SIZES * 2);
  const event = new Uint32Array(clear.length);
  let count = 0;
  for (let at = 0; at < dots.count; at += 1) {
    if (!shown[at] || of[at] < 0) continue;
    const size = Math.min(SIZES - 1, Math.round(Math.sqrt(dots.deaths[at])));
    const key = (dots.contested[at] * SIZES + size) * x.length + of[at];
    if (clear[key] === 0) {
      clear[key] = 1;
      count += 1;
    }
    clear[key] = Math.max(0.01, clear[key] * (1 - (dots.sources[at] > 1 ? FULL : HOLLOW)));
    event[key] = at;
  }
  const made: Circles = {
    count, x: new Float64Array(count), y: new Float64Array(count), radius: new Float32Array(count), density: new Float32Array(count),
    contested: new Uint8Array(count), event: new Uint32Array(count),
  };
  // Large ones first, that small ones lie on them; contested ones on top.
  let next = 0;
  for (let group = 0; group < 2 * SIZES; group += 1) {
    const [contested, size] = [group >= SIZES, SIZES - 1 - (group % SIZES)];
    for (let site = 0; site < x.length; site += 1) {
      const key = (Number(contested) * SIZES + size) * x.length + site;
      if (clear[key] === 0) continue;
      [made.x[next], made.y[next], made.radius[next], made.event[next]] = [x[site], y[site], 4 + (size * 14) / (SIZES - 1), event[key]];
      [made.density[next], made.contested[next]] = [1 - clear[key], Number(contested)];
      next += 1;
    }
  }
  return made;
}

/** Of circles alike in size and line whose middles share a square of the world, the indexes of the first: enough for a glance. */
export function thinned(circles: Circles, square: number): Uint32Array {
  const seen = new Set<number>();
  const kept: number[] = [];
  for (let at = 0; at < circles.count; at += 1) {
    const place = Math.floor(circles.x[at] / square) * 2 ** 23 + Math.floor(circles.y[at] / square);
    const key = (place * 16 + Math.round(circles.radius[at] / 2)) * 2 + circles.contested[at];
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(at);
  }
  return Uint32Array.from(kept);
}

/** The circle at a point of the map, as `pixels` measure the world; the one on top, or -1. */
export function circleAt(circles: Circles, px: number, py: number, pixels: number): number {
  for (let at = circles.count - 1; at >= 0; at -= 1) {
    const [dx, dy] = [(circles.x[at] - px) * pixels, (circles.y[at] - py) * pixels];
    const reach = circles.radius[at] + 2;
    if (dx * dx + dy * dy <= reach * reach) return at;
  }
  return -1;
}

/** A ring for every place of the shown events that is no point: as wide as the place may be out. */
export function rings(dots: Dots, { of }: Sites, shown: Uint8Array): { lon: number; lat: number; km: number }[] {
  const found = new Map<number, { lon: number; lat: number; km: number }>();
  for (let at = 0; at < dots.count; at += 1) {
    const km = RADIUS[dots.precision[at]] ?? 1;
    const key = of[at] * 8 + dots.precision[at];
    if (shown[at] && of[at] >= 0 && km > 1 && !found.has(key)) found.set(key, { lon: dots.lon[at], lat: dots.lat[at], km });
  }
  return [...found.values()];
}
