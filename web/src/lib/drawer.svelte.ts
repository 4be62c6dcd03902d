// The evidence drawer: opens from any cell and shows the words behind it.

import { href } from './route.svelte';
import type { Claimant, Evidence } from './types';

export interface Shown {
  title: string;
  /** Id of what can be judged, and what was judged of it. */
  target: string | null;
  judged: string | null;
  rule?: string;
  rows: { id?: string; evidence: Evidence; value?: string; claimed_by?: Claimant | null }[];
}

export const drawer: { shown: Shown | null; back: HTMLElement | null } = $state({ shown: null, back: null });

export function show(shown: Shown): void {
  drawer.back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  drawer.shown = shown;
}

export function close(): void {
  drawer.shown = null;
  drawer.back?.focus();
}

/** A citation: sentence, source, day, place in the text, and where it can be looked up. */
export function citation(at: Evidence): string {
  const day = at.published ?? 'n.d.';
  return `“${at.sentence}” — ${at.outlet ?? at.doc}, ${day} (${at.doc}, ${at.start}–${at.end}) ${location.origin}${href('document', at.doc_id, { at: String(at.start) })}`;
}
