// Decisions of the log in words, and where people judge one thing differently.

import type { Decision } from './types';
import { w, type Word } from './words.svelte';

/** Every kind of decision that a person can make. */
export const KINDS = {
  accept: 'accept', reject: 'reject', correct: 'correct', merge: 'merge', split: 'split', 'same-source': 'sameSource', 'different-event': 'differentEvent', 'not-a-dispute': 'noDispute', settle: 'settle', unsure: 'unsure', add: 'addClaim', rate: 'rate', undo: 'undo',
} as const satisfies Record<string, Word>;

/** What was decided, in the language of the interface. */
export function decided({ kind, field, value }: Pick<Decision, 'kind' | 'field' | 'value'>): string {
  const name = kind in KINDS ? w(KINDS[kind as keyof typeof KINDS]) : kind;
  const half = field === 'reliability' || field === 'credibility';
  if (field) return `${name}: ${half ? w(field) : field} → ${value ?? '–'}`;
  return value ? `${name}: ${rangeWords(value)}` : name;
}

/** What holds of a dispute as people read it: a range as `7–12`, an open end as `…`; a position as it stands. */
export function rangeWords(value: string): string {
  const found = value.match(/^([\d.]*)\.\.([\d.]*)$/);
  return found ? `${found[1] || '…'}–${found[2] || '…'}` : value;
}

const STATES: Record<string, Word> = { accept: 'accepted', reject: 'rejected', settle: 'settled', unsure: 'isUnsure', add: 'added', rate: 'rated' };

/** How something stands after a kind of decision; empty where that has no word of its own. */
export const standsAs = (kind: string | null): string => (kind && STATES[kind] ? w(STATES[kind]) : '');

/** Kinds of which the last one of a person counts. */
const VERDICTS = ['accept', 'reject', 'settle'];

/** Acceptance and rejection of one thing exclude each other, and so do two values that are to hold; other kinds of decision add to each other. */
function exclude(a: Decision, b: Decision): boolean {
  if (a.kind === 'rate' || b.kind === 'rate') return a.kind === b.kind && a.value !== b.value;
  if (a.kind === 'settle' && b.kind === 'settle') return a.value !== b.value;
  return (a.kind === 'reject') !== (b.kind === 'reject');
}

/** The last judgement of somebody else that stands against the last one of this person; `log` has the last one first. How far
 * people believe something stands beside how they judge it. */
export const contradicted = (log: Decision[], who: string): Decision | undefined => among(log, who, VERDICTS) ?? among(log, who, ['rate']);

function among(log: Decision[], who: string, kinds: string[]): Decision | undefined {
  const standing = log.filter((row) => !row.undone && kinds.includes(row.kind));
  const own = standing.find((row) => row.who === who);
  const others = new Map(standing.filter((row) => row.who !== who).reverse().map((row) => [row.who, row]));
  return own && [...others.values()].reverse().find((row) => exclude(row, own));
}

/** Whether two people's last judgements of one thing exclude each other. */
export const disagree = (log: Decision[]): boolean => log.some((row) => contradicted(log, row.who) !== undefined);
