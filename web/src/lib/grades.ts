// How far people trust sources and claims: the letters and numbers of the Admiralty code. Who was never rated has none.

import type { Claimant, Evidence } from './types';
import { w, type Word } from './words.svelte';

export const LETTERS = { A: 'gradeA', B: 'gradeB', C: 'gradeC', D: 'gradeD', E: 'gradeE', F: 'gradeF' } as const satisfies Record<string, Word>;
export const NUMBERS = { 1: 'grade1', 2: 'grade2', 3: 'grade3', 4: 'grade4', 5: 'grade5', 6: 'grade6' } as const satisfies Record<string, Word>;

const ALL: Record<string, Word> = { ...LETTERS, ...NUMBERS };

/** What a letter, a number or a pair of both means. */
export const means = (grade: string): string => [...grade].map((half) => `${half}: ${ALL[half] ? w(ALL[half]) : half}`).join('; ');

/** The pair of a claim, where people said how far they believe it: the letter is of who says it, and of nobody else. */
export function pair({ claimed_by, evidence, credibility }: { claimed_by?: Claimant | null; evidence: Evidence; credibility?: string | null }): string {
  if (!credibility) return '';
  return ((claimed_by ? claimed_by.reliability : evidence.outlet_reliability) ?? '') + credibility;
}
