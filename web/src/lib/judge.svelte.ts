// Judging: shown at once, told to the server, taken back where the server refuses. Undo is a decision like any other:
// it names the decision that no longer counts, so that the log keeps both.

import { api } from './api';
import type { Claim } from './claim.svelte';
import { contradicted, decided } from './decisions';
import { changed, live } from './live.svelte';
import { session } from './session.svelte';
import { settings } from './settings.svelte';
import type { Decision, Page } from './types';
import { w } from './words.svelte';

/** What a decision says, without who and when. */
export interface Order {
  kind: string;
  target: string;
  field?: string;
  value?: string;
  with?: string[];
  note?: string;
  /** What words of a document tell, to add it. */
  claim?: Claim;
}

interface Step {
  order: Order;
  /** What stood before and after, for the eye. */
  before: string | null;
  shown: string | null;
  /** Id of the decision in the log. */
  id: string;
}

/** Judgements of our own that answers may not hold yet, by the id of what was judged. */
interface Own {
  shown: string | null;
  /** What the record said before: where it says otherwise by now, it has heard of ours, or of somebody's later one. */
  over: string | null;
}
const pending: Record<string, Own> = $state({});
const done: Step[] = $state([]);
const undone: Step[] = $state([]);
export const notice = $state({ text: '', wrong: false });

/** The judgement to show: our own last one until the record has heard of it, else what the record says. */
export function judgement(target: string, recorded: string | null): string | null {
  const own = pending[target] as Own | undefined;
  return own && own.over === recorded ? own.shown : recorded;
}

export const history = {
  get undoable(): number {
    return done.length;
  },
  get redoable(): number {
    return undone.length;
  },
};

/** Tells the server, showing our own word at once and what stood before again where it refuses. */
async function send(order: Order, target: string, own: Own): Promise<Decision | null> {
  const before = pending[target] as Own | undefined;
  pending[target] = own;
  try {
    const made = await api<Decision>('POST', 'decisions', { ...order, who: session.name ?? settings.who });
    // The server tells every page of it, this one too.
    if (!live.connected) changed();
    notice.text = order.kind === 'undo' ? '' : order.kind;
    notice.wrong = false;
    return made;
  } catch (error) {
    if (before === undefined) delete pending[target];
    else pending[target] = before;
    notice.text = error instanceof Error ? error.message : String(error);
    notice.wrong = true;
    return null;
  }
}

/** Makes a decision; whether the record took it. */
export async function decide(order: Order, recorded: string | null): Promise<boolean> {
  if (!session.name && !settings.who.trim()) {
    notice.text = 'who';
    notice.wrong = true;
    return false;
  }
  const before = judgement(order.target, recorded);
  // Who is unsure takes nothing back that stands; who says how far something is to be trusted judges nothing.
  const shown = order.kind === 'unsure' ? (before ?? order.kind) : order.kind === 'rate' ? before : order.kind;
  const made = await send(order, order.target, { shown, over: recorded });
  if (!made) return false;
  done.push({ order, before, shown, id: made.id });
  undone.length = 0;
  void compare(made);
  return true;
}

/** Says so where somebody else's judgement that stands is another one: neither replaces the other. */
async function compare(made: Decision): Promise<void> {
  const { items } = await api<Page<Decision>>('GET', `decisions?limit=100&target=${encodeURIComponent(made.target)}`);
  const other = contradicted(items, made.who);
  if (other) Object.assign(notice, { text: `${w('otherwise')} ${other.who}: ${decided(other)}`, wrong: true });
}

export async function undo(): Promise<void> {
  const step = done.pop();
  if (!step) return;
  if (await send({ kind: 'undo', target: step.id }, step.order.target, { shown: step.before, over: step.shown })) undone.push(step);
  else done.push(step);
}

export async function redo(): Promise<void> {
  const step = undone.pop();
  if (!step) return;
  const made = await send(step.order, step.order.target, { shown: step.shown, over: step.before });
  if (made) done.push({ ...step, id: made.id });
  else undone.push(step);
}
