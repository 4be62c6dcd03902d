// All state of a screen is in the URL: copying it reproduces the view, as-of dates included.

export const SCREENS = ['desk', 'events', 'contested', 'document', 'actors', 'agreements', 'sources', 'access'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  screen: Screen;
  id: string | null;
  query: Record<string, string>;
}

function parse(): Route {
  const [first = '', ...rest] = location.pathname.split('/').filter(Boolean);
  const screen = SCREENS.find((name) => name === first) ?? 'desk';
  const id = rest.length ? decodeURIComponent(rest.join('/')) : null;
  return { screen, id, query: Object.fromEntries(new URLSearchParams(location.search)) };
}

export const route: { now: Route } = $state({ now: parse() });

addEventListener('popstate', () => (route.now = parse()));

/** The address of a screen; the two clocks stay as they are. */
export function href(screen: Screen, id: string | null = null, query: Record<string, string | null> = {}): string {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...clocks(), ...query })) if (value) kept.set(name, value);
  const asked = kept.toString();
  return `/${screen}${id ? `/${encodeURIComponent(id)}` : ''}${asked ? `?${asked}` : ''}`;
}

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  route.now = parse();
}

/** Changes what the URL says of the present screen: null takes a word out. */
export function set(changes: Record<string, string | null>, replace = true): void {
  const { screen, id, query } = route.now;
  const kept: Record<string, string | null> = { ...query, ...changes };
  go(href(screen, id, kept), replace);
}

/** What the public record said, and what we knew: parameters of every question. */
export function clocks(): { as_of: string | null; knew: string | null } {
  const { as_of, knew } = route.now.query;
  return { as_of: as_of ?? null, knew: knew ?? null };
}

/** Lets links of our own move within the app; a click with a modifier opens as ever. */
export function follow(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute('download')) return;
  if (link.pathname.startsWith('/api/') || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
