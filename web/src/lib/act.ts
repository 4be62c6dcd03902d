// What keys do: they move among the rows of the screen, judge the one that has the focus, and open what stands behind it.

import { drawer, type Want } from './drawer.svelte';
import { decide } from './judge.svelte';
import { extend, selected, toggle, unselect } from './selection.svelte';

const rows = () => [...document.querySelectorAll<HTMLElement>('main [data-row]')];

/** The row that has the focus, or had it before the drawer took it. */
function current(): HTMLElement | null {
  const focused = drawer.shown ? drawer.back : document.activeElement;
  return focused?.closest<HTMLElement>('[data-row]') ?? null;
}

const inside = (place: Element | null, action: string) =>
  place?.matches(`[data-action="${action}"]`) ? (place as HTMLElement) : place?.querySelector<HTMLElement>(`[data-action="${action}"]`);

/** Moves the focus among the rows; an open drawer shows what stands behind the next one. */
export function step(by: number): void {
  const all = rows();
  const row = current();
  const at = row ? all.indexOf(row) : -1;
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  const followed = drawer.shown !== null && next !== row;
  next.focus();
  if (followed) inside(next, 'open')?.click();
}

/** Presses the button of an action inside the drawer or the focused row. */
export function press(action: string): void {
  inside(document.querySelector('[role=dialog].drawer') ?? current(), action)?.click();
}

/** Accepts or rejects the marked rows, or says that one is unsure, else what the drawer shows, else the focused row, and goes on to the next one. */
export async function judge(kind: 'accept' | 'reject' | 'unsure'): Promise<void> {
  const row = current();
  const ids = selected.size ? [...selected] : [drawer.shown ? drawer.shown.target : row?.dataset.target].filter((id) => !!id);
  for (const target of ids as string[]) {
    const recorded = target === drawer.shown?.target ? drawer.shown.judged : (rows().find((one) => one.dataset.target === target)?.dataset.judged ?? null);
    if (!(await decide({ kind, target }, recorded))) return;
  }
  if (!ids.length) return;
  unselect();
  if (row) step(1);
}

/** Opens the drawer with a decision begun that needs more than a key. */
export function begin(want: Exclude<Want['kind'], 'settle'>): void {
  const row = current();
  const others = [...selected].filter((id) => id !== row?.dataset.target);
  if (!drawer.shown) inside(row, 'open')?.click();
  drawer.want = { kind: want, with: others };
}

/** Marks the focused row, or all from the one marked last up to it. */
export function mark(range: boolean): void {
  const id = current()?.dataset.target;
  if (!id) return;
  const ids = rows().flatMap((row) => row.dataset.target ?? []);
  if (range) extend(ids, id);
  else toggle(id);
}
