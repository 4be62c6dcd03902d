// A text cut at every edge of its spans. Offsets are code points, as the record counts them.

import type { Span } from './types';

export interface Run {
  text: string;
  start: number;
  /** What was found over the whole of this run; the longest first. */
  spans: Span[];
}

export function runs(text: string, spans: Span[]): Run[] {
  const letters = Array.from(text);
  const edges = new Set([0, letters.length]);
  for (const span of spans) edges.add(span.start).add(span.end);
  const cuts = [...edges].filter((edge) => edge <= letters.length).sort((a, b) => a - b);
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Run[] = [];
  let open: Span[] = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [from, to] = [cuts[at], cuts[at + 1]];
    open = open.filter((span) => span.end > from);
    while (next < sorted.length && sorted[next].start <= from) {
      if (sorted[next].end > from) open.push(sorted[next]);
      next += 1;
    }
    found.push({ text: letters.slice(from, to).join(''), start: from, spans: [...open] });
  }
  return found;
}
