// The server tells when the record on disk changed; every open question is then asked again.

export const live = $state({ version: 0, connected: true });

/** Several changes within so many milliseconds are asked for once: a row of decisions must not wait for the screen. */
const GROUP = 200;

export function listen(): () => void {
  const events = new EventSource('/api/v1/live');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const askAgain = () => {
    waiting = undefined;
    changed();
  };
  events.addEventListener('version', () => (waiting ??= setTimeout(askAgain, GROUP)));
  events.addEventListener('open', () => (live.connected = true));
  events.addEventListener('error', () => (live.connected = false));
  return () => {
    clearTimeout(waiting);
    events.close();
  };
}

/** After a change of our own. */
export function changed(): void {
  live.version += 1;
}
