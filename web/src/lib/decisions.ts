// Decisions of the log in words, and where people judge one thing differently.

import type { Decision } from './types';
import { w, type Word } from './words.svelte';

/** Every kind of decision that a person can make. */
export const KINDS = {
  accept: 'accept', reject: 'reject', correct: 'correct', merge: 'merge', split: 'split', 'same-source': 'sameSource', 'different-event': 'differentEvent', 'not-a-dispute': 'noDispute', undo: 'undo',
} as const satisfies Record<string, Word>;

/** What was decided, in the language of the interface. */
export function decided({ kind, field, value }: Pick<Decision, 'kind' | 'field' | 'value'>): string {
  const name = kind in KINDS ? w(KINDS[kind as keyof typeof KINDS]) : kind;
  return field ? `${name}: ${field} → ${value ?? '–'}` : name;
}

/** Acceptance and rejection of one thing exclude each other; other kinds of decision add to each other. */
const exclude = (a: Decision, b: Decision) => (a.kind === 'accept' && b.kind === 'reject') || (a.kind === 'reject' && b.kind === 'accept');

/** The last judgement of somebody else that stands against the last one of this person; `log` has the last one first. */
export function contradicted(log: Decision[], who: string): Decision | undefined {
  const standing = log.filter((row) => !row.undone && (row.kind === 'accept' || row.kind === 'reject'));
  const own = standing.find((row) => row.who === who);
  const others = new Map(standing.filter((row) => row.who !== who).reverse().map((row) => [row.who, row]));
  return own && [...others.values()].reverse().find((row) => exclude(row, own));
}

/** Whether two people's last judgements of one thing exclude each other. */
export const disagree = (log: Decision[]): boolean => log.some((row) => contradicted(log, row.who) !== undefined);
