// A number as a document tells it, and the numbers of several events beside each other.

import type { EventRow } from './types';

/** Its bounds: one where both are the same, an open one as `…`. */
export const bounds = ({ low, high }: { low: number | null; high: number | null }): string => (low === high && low !== null ? `${low}` : `${low ?? '…'}–${high ?? '…'}`);

/** The most dead that any of these events is told to have had. */
export const mostOf = (events: readonly Pick<EventRow, 'deaths'>[]): number => Math.max(1, ...events.map(({ deaths }) => Math.max(deaths?.high ?? 0, deaths?.best ?? 0, deaths?.low ?? 0)));
