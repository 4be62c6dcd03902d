// The server tells when the record on disk changed; every open question is then asked again.

export const live = $state({ version: 0, connected: true });

export function listen(): () => void {
  const events = new EventSource('/api/v1/live');
  events.addEventListener('version', () => (live.version += 1));
  events.addEventListener('open', () => (live.connected = true));
  events.addEventListener('error', () => (live.connected = false));
  return () => events.close();
}

/** After a change of our own. */
export function changed(): void {
  live.version += 1;
}
