// The evidence drawer: opens from any cell and shows the words behind it.

import { href, route, set } from './route.svelte';
import type { Claimant, Dispute, EventRow, Evidence } from './types';

export interface Shown {
  title: string;
  /** Id of what can be judged, and what was judged of it. */
  target: string | null;
  judged: string | null;
  rule?: string;
  rows: { id?: string; evidence: Evidence; value?: string; claimed_by?: Claimant | null; credibility?: string | null; /** The pair, where it is known. */ rated?: string | null }[];
  /** Where the accounts behind it cannot all hold. */
  disputes?: Dispute[];
  /** Of an event: what people settled, and what it tells then. */
  event?: Pick<EventRow, 'settled' | 'deaths' | 'date'>;
  /** Of a dispute: what can be said to hold, each with its words, and whether a range of numbers can. */
  positions?: { values: Map<string, string>; range: boolean };
}

/** A decision that a key or button began; `note` is the reason of an acceptance. */
export interface Want {
  kind: 'correct' | 'note' | 'merge' | 'split' | 'settle';
  with: string[];
  /** What is to hold of a dispute. */
  value?: string;
}

/** Raw: an answer is never changed in place. */
class Drawer {
  shown = $state.raw<Shown | null>(null);
  /** What had the focus before. */
  back: HTMLElement | null = null;
  want = $state.raw<Want | null>(null);
}

export const drawer = new Drawer();

export function show(shown: Shown): void {
  drawer.back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  drawer.shown = shown;
}

/** Closes it without a word to the URL: the screen under it is another one. */
export function leave(): void {
  [drawer.shown, drawer.want] = [null, null];
}

export function close(): void {
  leave();
  drawer.back?.focus();
  const { event, dispute } = route.now.query;
  if (event || dispute) set({ event: null, dispute: null });
}

/** A citation: sentence, source, day, place in the text, and where it can be looked up. */
export function citation(at: Evidence): string {
  const day = at.published ?? 'n.d.';
  return `“${at.sentence}” — ${at.outlet ?? at.doc}, ${day} (${at.doc}, ${at.start}–${at.end}) ${location.origin}${href('document', at.doc_id, { at: String(at.start) })}`;
}
