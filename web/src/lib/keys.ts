// Single keys, only while the focus is in no field; every one can be set to another letter.

export const KEYS = {
  next: 'j',
  previous: 'k',
  open: 'Enter',
  close: 'Escape',
  accept: 'a',
  reject: 'r',
  unsure: 'u',
  edit: 'e',
  note: 'n',
  merge: 'm',
  split: 's',
  select: 'x',
  range: 'X',
  contested: 'c',
  undo: 'z',
  redo: 'Z',
  asof: 't',
  dayback: '[',
  dayon: ']',
  reportback: '{',
  reporton: '}',
  filter: 'f',
  search: '/',
  go: 'g',
  source: 'o',
  cite: 'y',
  original: 'v',
  help: '?',
} as const satisfies Record<string, string>;

export type Action = keyof typeof KEYS;

/** After `go`: the letter of a screen. */
export const SCREEN_KEYS = { d: 'desk', e: 'events', c: 'contested', t: 'document', a: 'actors', l: 'agreements', s: 'sources', p: 'access' } as const;

/** Whether a key belongs to the field that has the focus. */
export function inField(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return !!target?.closest('input, textarea, select, [contenteditable]');
}

/** The screen of a number key, as the rail counts them. */
export function screenOf<S>(event: KeyboardEvent, screens: readonly S[]): S | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event) || !/^[1-9]$/.test(event.key)) return undefined;
  return screens[Number(event.key) - 1];
}

export function actionOf(event: KeyboardEvent, keys: Record<Action, string>): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey || (inField(event) && event.key !== 'Escape')) return null;
  // Enter on a link or button is the link's or button's own.
  if (event.key === 'Enter' && (event.target as HTMLElement | null)?.closest('a, button, summary')) return null;
  const found = (Object.entries(keys) as [Action, string][]).find(([, key]) => key === event.key);
  return found?.[0] ?? null;
}
