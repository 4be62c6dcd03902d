// The columns of /events/geo as arrays of numbers: no object an event, so that 50,000 of them are nothing to wait for.

import type { Geo, Lane, Named } from './types';

/** Earlier and later than every day: the ends of a date that has none. */
const NEVER = 2 ** 31 - 1;

/** Events in the order of time; the same index in every column. */
export interface Dots {
  count: number;
  id: string[];
  /** NaN without a point. */
  lat: Float64Array;
  lon: Float64Array;
  /** UCDP's 1 to 7; 0 where no place is told. */
  precision: Uint8Array;
  type: Uint8Array;
  status: Uint8Array;
  /** Days since 1970-01-01. Open ends lie before and behind every day; without a date the last lies before the first. */
  earliest: Int32Array;
  latest: Int32Array;
  deaths: Float32Array;
  contested: Uint8Array;
  sources: Uint16Array;
  types: string[];
  statuses: string[];
  /** Lanes, where they were asked for, and bit n of an event's number for the n-th. */
  lanes: Lane[];
  lane: Uint32Array;
  /** Countries and divisions of which no place inside is told, and which of them an event has; -1 for none. */
  areas: Named[];
  area: Int32Array;
}

const or = <T>(column: (T | null)[], none: T): T[] => column.map((value) => value ?? none);

export function read(geo: Geo): Dots {
  const count = geo.id.length;
  const [earliest, latest] = [Int32Array.from(or(geo.earliest, -NEVER)), Int32Array.from(or(geo.latest, NEVER))];
  for (let at = 0; at < count; at += 1) {
    if (geo.earliest[at] === null && geo.latest[at] === null) [earliest[at], latest[at]] = [NEVER, -NEVER];
  }
  return {
    count, id: geo.id, lat: Float64Array.from(or(geo.lat, NaN)), lon: Float64Array.from(or(geo.lon, NaN)),
    precision: Uint8Array.from(or(geo.precision, 0)), type: Uint8Array.from(geo.type), status: Uint8Array.from(geo.status),
    earliest, latest, deaths: Float32Array.from(or(geo.deaths, 0)), contested: Uint8Array.from(geo.contested),
    sources: Uint16Array.from(geo.sources), types: geo.types, statuses: geo.statuses,
    lanes: geo.lanes ?? [], lane: Uint32Array.from(geo.lane ?? []), areas: geo.areas, area: Int32Array.from(or(geo.area, -1)),
  };
}

const DAY = 86_400_000;
// Always in UTC: no time zone moves a day.
export const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY;
export const textOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The first day of a date as the URL has it (`2024`, `2024-07`, `2024-07-06`), or its last. */
function edge(text: string | undefined, last: boolean): number {
  if (!text) return last ? NEVER : -NEVER;
  const [year, month, day] = text.split('-').map(Number);
  const at = Date.UTC(year, last && !day ? (month ?? 12) : (month ?? 1) - 1, last && !day ? 0 : (day ?? 1)) / DAY;
  return Number.isFinite(at) ? at : last ? NEVER : -NEVER;
}

/** What a selection asks for that can be seen in the columns, days aside; what the URL says. */
export interface Wanted {
  type?: string;
  status?: string;
  contested?: string;
  area?: string;
}

/** For every event 1 where it is wanted, whenever it was. */
export function wanted(dots: Dots, { type, status, contested, area }: Wanted): Uint8Array {
  const found = new Uint8Array(dots.count);
  const kind = type ? dots.types.indexOf(type) : -1;
  const within = area ? dots.areas.findIndex(({ id }) => id === area) : -1;
  const told = status ? 1 << dots.statuses.indexOf(status) : 0;
  for (let at = 0; at < dots.count; at += 1) {
    if ((!type || dots.type[at] === kind) && (!status || (dots.status[at] & told) !== 0) && (contested !== 'true' || dots.contested[at] === 1) && (!area || (within >= 0 && dots.area[at] === within))) found[at] = 1;
  }
  return found;
}

/** Of the wanted ones those that may have been from one day to another, as the URL has them; the same array without a day. */
export function between(dots: Dots, kept: Uint8Array, from?: string, to?: string): Uint8Array {
  if (!from && !to) return kept;
  const found = new Uint8Array(dots.count);
  const [first, last] = [edge(from, false), edge(to, true)];
  for (let at = 0; at < dots.count; at += 1) {
    if (kept[at] && dots.earliest[at] <= last && dots.latest[at] >= first && dots.earliest[at] <= dots.latest[at]) found[at] = 1;
  }
  return found;
}

/** Whether a date has both ends: only then it is a bar. */
export const bounded = (dots: Dots, at: number): boolean => dots.earliest[at] > -NEVER && dots.latest[at] < NEVER && dots.earliest[at] <= dots.latest[at];

/** Radius in km of what a precision may mean: the ring that is drawn. */
export const RADIUS: Record<number, number> = { 1: 1, 2: 25, 3: 50, 4: 100, 5: 150 };
