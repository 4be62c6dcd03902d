// Rows that are judged together: marked one by one, or up to the one that was marked before.

import { SvelteSet } from 'svelte/reactivity';

/** Ids of what the marked rows tell of. */
export const selected = new SvelteSet<string>();
let last = '';

/** Marks a row, or no longer. */
export function toggle(id: string): void {
  if (!selected.delete(id)) selected.add(id);
  last = id;
}

/** Marks every row from the one marked last to this one; `ids` are those of the screen, in order. */
export function extend(ids: string[], id: string): void {
  const [from, to] = [ids.indexOf(last), ids.indexOf(id)].sort((a, b) => a - b);
  if (from < 0) return toggle(id);
  for (const one of ids.slice(from, to + 1)) selected.add(one);
  last = id;
}

export function unselect(): void {
  selected.clear();
  last = '';
}
