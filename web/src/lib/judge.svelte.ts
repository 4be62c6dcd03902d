// Judging: shown at once, told to the server, taken back where the server refuses. Undo is a decision like any other:
// it names the decision that no longer counts, so that the log keeps both.

import { api } from './api';
import { changed, live } from './live.svelte';
import { session } from './session.svelte';
import { settings } from './settings.svelte';
import type { Decision } from './types';

/** What a decision says, without who and when. */
export interface Order {
  kind: string;
  target: string;
  field?: string;
  value?: string;
  with?: string[];
  note?: string;
}

interface Step {
  order: Order;
  /** What stood before, for the eye. */
  before: string | null;
  /** Id of the decision in the log. */
  id: string;
}

/** Judgements that the last answers do not hold yet, by the id of what was judged. */
const pending: Record<string, string | null> = $state({});
const done: Step[] = $state([]);
const undone: Step[] = $state([]);
export const notice = $state({ text: '', wrong: false });

/** The judgement to show: our own last one, else what the record says. */
export function judgement(target: string, recorded: string | null): string | null {
  return target in pending ? pending[target] : recorded;
}

export const history = {
  get undoable(): number {
    return done.length;
  },
  get redoable(): number {
    return undone.length;
  },
};

/** Tells the server, showing `after` at once and `before` again where it refuses. */
async function send(order: Order, shown: string, after: string | null): Promise<Decision | null> {
  const before = pending[shown];
  pending[shown] = after;
  try {
    const made = await api<Decision>('POST', 'decisions', { ...order, who: session.name ?? settings.who });
    // The server tells every page of it, this one too.
    if (!live.connected) changed();
    notice.text = order.kind === 'undo' ? '' : order.kind;
    notice.wrong = false;
    return made;
  } catch (error) {
    if (before === undefined) delete pending[shown];
    else pending[shown] = before;
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
  const made = await send(order, order.target, order.kind);
  if (!made) return false;
  done.push({ order, before, id: made.id });
  undone.length = 0;
  return true;
}

export async function undo(): Promise<void> {
  const step = done.pop();
  if (!step) return;
  if (await send({ kind: 'undo', target: step.id }, step.order.target, step.before)) undone.push(step);
  else done.push(step);
}

export async function redo(): Promise<void> {
  const step = undone.pop();
  if (!step) return;
  const made = await send(step.order, step.order.target, step.order.kind);
  if (made) done.push({ ...step, id: made.id });
  else undone.push(step);
}
