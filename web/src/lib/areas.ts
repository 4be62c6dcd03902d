// Areas of which no place inside is told: hatched where their outline is known, never a point in their middle.

import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { codeOf, middle, type Country, type Label } from './atlas';
import type { Dots } from './geo';

/** The pack's divisions: `before` where one was made smaller in that year and is drawn as it was. */
export type Divisions = Topology<{ divisions: GeometryCollection<{ before?: string }> }>;

export interface Outline {
  geometry: Geometry;
  /** Year before which it lay so. */
  before: string | null;
  country: boolean;
}

/** Outlines by the id of the place: a country's is its code in small letters. */
export function outlines(countries: FeatureCollection<Geometry, { name: string }>, divisions: Divisions | null): Map<string, Outline> {
  const found = new Map<string, Outline>();
  for (const country of countries.features as Country[]) {
    const code = codeOf(country);
    if (code) found.set(code.toLowerCase(), { geometry: country.geometry, before: null, country: true });
  }
  if (!divisions) return found;
  for (const division of feature(divisions, divisions.objects.divisions).features) {
    found.set(String(division.id), { geometry: division.geometry, before: division.properties.before ?? null, country: false });
  }
  return found;
}

/** How many of the shown events each area has, and of how many of these a dispute is. */
export function countAreas(dots: Dots, shown: Uint8Array): { all: Uint32Array; contested: Uint32Array } {
  const [all, contested] = [new Uint32Array(dots.areas.length), new Uint32Array(dots.areas.length)];
  for (let at = 0; at < dots.count; at += 1) {
    const area = dots.area[at];
    if (!shown[at] || area < 0) continue;
    all[area] += 1;
    contested[area] += dots.contested[at];
  }
  return { all, contested };
}

/** UCDP's precision of a first division. */
const DIVISION = 4;

/** Of the shown events those that are drawn as circles. A second division without an outline stays a ring: it is not so wide. */
export function pointed(dots: Dots, shown: Uint8Array, known: Map<string, Outline>): Uint8Array {
  const hatched = dots.areas.map(({ id }) => known.has(id));
  return shown.map((one, at) => (one && (dots.area[at] < 0 || (!hatched[dots.area[at]] && dots.precision[at] !== DIVISION)) ? 1 : 0));
}

/** The outlines to hatch, wide ones first, so that narrow ones lie on them. */
export function hatches(dots: Dots, shown: Uint8Array, known: Map<string, Outline>): FeatureCollection {
  const { all, contested } = countAreas(dots, shown);
  const features = dots.areas.flatMap(({ id }, at): { size: number; drawn: Feature }[] => {
    const outline = known.get(id);
    if (!outline || !all[at]) return [];
    return [{ size: middle(outline.geometry).area, drawn: { type: 'Feature', geometry: outline.geometry, properties: { id, contested: contested[at] > 0, country: outline.country } } }];
  });
  return { type: 'FeatureCollection', features: features.sort((a, b) => b.size - a.size).map(({ drawn }) => drawn) };
}

/** The names of hatched divisions, in their middle; countries bear theirs already. */
export const areaNames = (dots: Dots, known: Map<string, Outline>): Label[] =>
  dots.areas.flatMap(({ id, name }) => {
    const outline = known.get(id);
    if (!outline || outline.country) return [];
    const { lon, lat } = middle(outline.geometry);
    return [{ name, lon, lat }];
  });

/** A square of slanting lines that continue in the next one. */
export function hatching([red, green, blue]: [number, number, number]): ImageData {
  const size = 8;
  const image = new ImageData(size, size);
  for (let at = 0; at < size * size; at += 1) {
    const slant = ((at % size) + Math.floor(at / size)) % size;
    image.data.set([red * 255, green * 255, blue * 255, slant === 0 ? 190 : slant === 1 || slant === size - 1 ? 50 : 0], at * 4);
  }
  return image;
}
