// Going through time report by report: the next day on which something was published.

import { askAll } from './api';
import { live } from './live.svelte';
import { clocks, set } from './route.svelte';
import type { DocumentRow } from './types';

let known: { version: number; days: string[] } | null = null;

/** The last day that a date of publication can mean; none where it is open. */
function lastDay(published: string): string | null {
  const found = published.match(/(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/);
  if (!found) return null;
  const [, year, month, day] = found;
  return day ? found[0] : new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10);
}

/** Every day of publication, in order, whatever the clocks of the page say. */
async function days(): Promise<string[]> {
  if (known?.version === live.version) return known.days;
  const version = live.version;
  const found = new Set<string>();
  for (const row of await askAll<DocumentRow>('documents', { as_of: null, knew: null })) {
    const day = row.published && lastDay(row.published);
    if (day) found.add(day);
  }
  known = { version, days: [...found].sort() };
  return known.days;
}

/** Moves the public clock to the report before or after; behind the last one it is today again. */
export async function stepReport(by: 1 | -1): Promise<void> {
  const all = await days();
  const { as_of } = clocks();
  if (by < 0) {
    const before = all.filter((day) => !as_of || day < as_of).at(-1);
    if (before) set({ as_of: before });
  } else if (as_of) set({ as_of: all.find((day) => day > as_of) ?? null });
}
