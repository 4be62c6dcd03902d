// The lanes of the timeline: of those that the server tells the ones with most events in the selection, each with its events.

import { bounded, type Dots } from './geo';
import type { Lane } from './types';

export const BY = ['type', 'actor', 'place'] as const;
/** Most lanes that are drawn. */
const MOST = 10;

export interface Drawn extends Lane {
  /** How many events of the selection lie in it. */
  count: number;
  /** Those whose date has both ends. */
  events: number[];
}

/** The lanes of a selection, the fullest first; one without an event is none. */
export function drawnLanes(dots: Dots, shown: Uint8Array): Drawn[] {
  const all = dots.lanes.map((lane): Drawn => ({ ...lane, count: 0, events: [] }));
  for (let at = 0; at < dots.count; at += 1) {
    if (!shown[at] || !dots.lane[at]) continue;
    for (let bit = 0; bit < all.length; bit += 1) {
      if (!((dots.lane[at] >>> bit) & 1)) continue;
      all[bit].count += 1;
      if (bounded(dots, at)) all[bit].events.push(at);
    }
  }
  return all.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).slice(0, MOST);
}

/** How many events lie in each part of a stretch of days; a wide date is spread, so that a year is no peak on its first day. */
export function binned(dots: Dots, events: Iterable<number>, span: { first: number; width: number }, bins: number): Float64Array {
  const found = new Float64Array(bins);
  const bin = (day: number) => Math.min(bins - 1, Math.max(0, Math.floor(((day - span.first) / span.width) * bins)));
  for (const at of events) {
    const [x, y] = [bin(dots.earliest[at]), bin(dots.latest[at])];
    for (let one = x; one <= y; one += 1) found[one] += 1 / (y - x + 1);
  }
  return found;
}
