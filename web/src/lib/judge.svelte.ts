// Judging: shown at once, told to the server, taken back where the server refuses; every step can be undone.

import { tell } from './api';
import { changed } from './live.svelte';
import { settings } from './settings.svelte';
import type { Decision } from './types';

export type Verdict = 'accept' | 'reject';

interface Step {
  target: string;
  before: string | null;
  verdict: Verdict;
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

async function decide(target: string, kind: string, note: string): Promise<boolean> {
  const before = pending[target];
  pending[target] = kind === 'undo' ? null : kind;
  try {
    await tell<Decision>('decisions', { kind, target, note, who: settings.who });
    changed();
    return true;
  } catch (error) {
    if (before === undefined) delete pending[target];
    else pending[target] = before;
    notice.text = error instanceof Error ? error.message : String(error);
    notice.wrong = true;
    return false;
  }
}

export async function judge(target: string, recorded: string | null, verdict: Verdict, note = ''): Promise<void> {
  if (!settings.who.trim()) {
    notice.text = 'who';
    notice.wrong = true;
    return;
  }
  const step = { target, before: judgement(target, recorded), verdict };
  if (await decide(target, verdict, note)) {
    done.push(step);
    undone.length = 0;
    notice.text = verdict;
    notice.wrong = false;
  }
}

export async function undo(): Promise<void> {
  const step = done.pop();
  if (!step) return;
  if (await decide(step.target, step.before ?? 'undo', '')) undone.push(step);
  else done.push(step);
}

export async function redo(): Promise<void> {
  const step = undone.pop();
  if (!step) return;
  if (await decide(step.target, step.verdict, '')) done.push(step);
  else undone.push(step);
}
