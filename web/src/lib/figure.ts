// A number as a document tells it, and the numbers of several events beside each other.

import { kindName } from './eventWords';
import { settings } from './settings.svelte';
import type { EventRow, Position } from './types';
import { number } from './words.svelte';

/** Its bounds: one where both are the same, an open one as `…`. */
export const bounds = ({ low, high }: { low: number | null; high: number | null }): string => (low === high && low !== null ? `${low}` : `${low ?? '…'}–${high ?? '…'}`);

/** A number in French, with the words that bound it. */
function frenchNumber({ low, high, approx }: NonNullable<Position['number']>): string {
  const told = low === high ? number(low ?? 0) : low === null ? `au plus ${number(high ?? 0)}` : high === null ? `au moins ${number(low)}` : `${number(low)}–${number(high)}`;
  return approx ? `environ ${told}` : told;
}

/** What a side of a dispute says, in the language that is set: in English as the record has it. */
export function valueOf({ value, number }: Pick<Position, 'value' | 'number'>): string {
  const told = number && (number.low !== null || number.high !== null) ? number : null;
  return settings.language === 'fr' && told ? frenchNumber(told) : kindName(value);
}

/** The most dead that any of these events is told to have had. */
export const mostOf = (events: readonly Pick<EventRow, 'deaths'>[]): number => Math.max(1, ...events.map(({ deaths }) => Math.max(deaths?.high ?? 0, deaths?.best ?? 0, deaths?.low ?? 0)));
