// A claim of a person's own: which words tell it, and what it says. The form stands in the document's screen.

import type { Picked } from './picked';

/** What words can be said to tell. */
export const TELLS = ['event', 'figure', 'date', 'fact'] as const;
export type Tells = (typeof TELLS)[number];

export const MEASURES = ['killed', 'injured', 'abducted', 'captured', 'neutralized', 'displaced', 'arrested', 'personnel', 'bases-destroyed', 'equipment', 'money', 'volume', 'share', 'change', 'count'] as const;
/** What a fact can say of its subject. */
export const PREDICATES = ['member-of', 'leads', 'holds-office', 'holds-rank', 'part-of', 'affiliated-with', 'alias-of', 'is-a', 'founded', 'chaired', 'headquartered-in', 'controls', 'has-strength', 'has-status', 'has-reason', 'has-origin', 'has-capability', 'plans-institution', 'takes-part', 'governs-as', 'regard', 'conduct', 'acts', 'trend', 'departure', 'denies', 'runs-until'];
export const SIDES = ['state', 'armed_group', 'civilians', 'unknown'] as const;

/** A claim as the log takes it. */
export interface Claim {
  tells: Tells;
  start: number;
  end: number;
  fields: Record<string, string>;
}

class Begun {
  /** Whether the form is open, and the words that it was opened for. */
  open = $state(false);
  picked = $state.raw<Picked | null>(null);
  /** How often it was begun: each time the focus goes to it. */
  turn = $state(0);
}

export const begun = new Begun();

/** Opens the form for some words, or for words that are yet to be written. */
export function beginClaim(picked: Picked | null): void {
  begun.picked = picked;
  begun.open = true;
  begun.turn += 1;
}

/** The document's text on the screen that words can be selected in; null on other screens. */
export const sheet: { picked: (() => Picked | null) | null } = { picked: null };
