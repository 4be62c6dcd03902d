// The days on which something is due, as a file for calendars (iCalendar, RFC 5545).

import { askAll, type Params } from './api';
import { tell } from './phrases';
import type { LedgerRow } from './types';

/** Most bytes of a line; a longer one goes on in the next line behind a space. */
const LINE = 75;

/** A value without what would end or part it. */
const escaped = (words: string) => words.replace(/\r\n?/g, '\n').replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n').replace(/\p{Cc}/gu, ' ');

/** A line, folded between letters. */
function folded(line: string): string {
  const bytes = (letter: string) => new TextEncoder().encode(letter).length;
  const lines = [''];
  let room = LINE;
  for (const letter of line) {
    if (bytes(letter) > room) {
      lines.push(' ');
      room = LINE - 1;
    }
    lines[lines.length - 1] += letter;
    room -= bytes(letter);
  }
  return lines.join('\r\n');
}

/** An entry a day long, with every sentence that tells it and who prints it. */
function entry(row: LedgerRow & { date: string }, now: string): string[] {
  const told = row.sources.map((at) => `“${at.sentence}” — ${at.outlet ?? at.doc}, ${at.published ?? 'n.d.'}`);
  return [
    'BEGIN:VEVENT', `UID:${escaped(row.id)}@toguna`, `DTSTAMP:${now}`, `DTSTART;VALUE=DATE:${row.date.replaceAll('-', '')}`, `SUMMARY:${escaped(tell(row.told_code, row.told))}`,
    `DESCRIPTION:${escaped(told.join('\n'))}`, 'TRANSP:TRANSPARENT', 'END:VEVENT',
  ];
}

/** The rows that have a day, as a calendar. */
export function calendar(rows: LedgerRow[], at: Date): string {
  const now = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const due = rows.filter((row): row is LedgerRow & { date: string } => /^\d{4}-\d\d-\d\d$/.test(row.date ?? ''));
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Toguna//Agreements//EN', ...due.flatMap((row) => entry(row, now)), 'END:VCALENDAR'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Offers the calendar of every row that a question of the ledger finds. */
export async function offer(which: Params): Promise<void> {
  const rows = await askAll<LedgerRow>('agreements', which);
  const href = URL.createObjectURL(new Blob([calendar(rows, new Date())], { type: 'text/calendar' }));
  Object.assign(document.createElement('a'), { href, download: 'agreements.ics' }).click();
  URL.revokeObjectURL(href);
}
