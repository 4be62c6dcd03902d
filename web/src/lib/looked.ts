// When a person looked last, kept in this browser: the last day before today on which they saw the desk.

const NAME = 'toguna-looked';

interface Looked {
  day: string;
  before: string | null;
}

const today = () => new Date().toISOString().slice(0, 10);

/** The day before another, in UTC as the record counts days. */
export function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}

/** Notes that somebody looks today; the day on which they did before. */
export function look(who: string): string | null {
  let all: Record<string, Looked> = {};
  try {
    all = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Record<string, Looked>;
  } catch {
    // What cannot be read is begun anew.
  }
  const known = all[who];
  if (known?.day === today()) return known.before;
  all[who] = { day: today(), before: known?.day ?? null };
  localStorage.setItem(NAME, JSON.stringify(all));
  return all[who].before;
}
