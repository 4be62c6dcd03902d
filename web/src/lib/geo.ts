// Events in the compact table of /events/geo, by name instead of by column.

import type { Geo } from './types';

export interface Dot {
  id: string;
  lat: number | null;
  lon: number | null;
  /** UCDP's 1 to 7; null where no place is told. */
  precision: number | null;
  type: string;
  earliest: string | null;
  latest: string | null;
  deaths: number | null;
  contested: boolean;
  sources: number;
  place: string | null;
}

export function dots(geo: Geo): Dot[] {
  return geo.rows.map(([id, lat, lon, precision, type, earliest, latest, deaths, contested, sources, place]) => ({
    id, lat, lon, precision, type, earliest, latest, deaths, contested, sources, place,
  }));
}

/** Whether what is told can have happened between two days; days compare as text. */
export function touches(dot: Dot, from: string | null, to: string | null): boolean {
  if (!from && !to) return true;
  if (!dot.earliest && !dot.latest) return false;
  return (!to || (dot.earliest ?? '') <= to) && (!from || (dot.latest ?? '9999') >= from);
}

/** Radius in km of what a precision may mean: the ring that is drawn. */
export const RADIUS: Record<number, number> = { 1: 1, 2: 25, 3: 50, 4: 100, 5: 150 };
