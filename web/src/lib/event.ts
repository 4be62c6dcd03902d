// Opens an event in the drawer: each account and figure with its own words and its own id, so that each can be judged.

import { ask } from './api';
import { eventLine, typeName } from './eventWords';
import { drawer, show } from './drawer.svelte';
import { bounds } from './figure';
import { tell } from './phrases';
import { route, set } from './route.svelte';
import type { EventPage, EventRow } from './types';
import { term, w } from './words.svelte';

/** What of it people settled, with what it tells then. */
const eventOf = ({ settled = [], deaths = null, date = null }: Partial<EventRow>) => ({ settled, deaths, date });

/** How its dead were counted. */
const ruleOfDeaths = (deaths: EventRow['deaths'] | undefined) => deaths?.rule && tell(deaths.rule_code, deaths.rule);

/** Shows what a list knows of an event at once, then everything that the record tells of it. */
export async function openEvent(known: Pick<EventRow, 'id'> & Partial<EventRow>): Promise<void> {
  if (known.told && known.evidence) {
    show({ title: eventLine({ ...known, told: known.told }), target: known.id, judged: known.judged ?? null, rule: ruleOfDeaths(known.deaths), rows: known.evidence.map((evidence) => ({ evidence })), event: eventOf(known) });
  }
  const asked = ask<EventPage>(`events/${known.id}`);
  // Where events are the screen's own matter, its address says which one is open.
  if (route.now.screen === 'events' && route.now.query.event !== known.id) set({ event: known.id });
  const event = await asked;
  // Somebody may have gone on to another event, or closed the drawer, before the answer came.
  if (known.told && drawer.shown?.target !== known.id) return;
  const accounts = event.accounts.map((account) => ({ id: account.id, evidence: account, value: `${typeName(account.type)} · ${term(account.status)} · ${account.date ?? w('noDate')}`, claimed_by: account.claimed_by, credibility: account.credibility }));
  const figures = event.figures.map((figure) => ({ id: figure.id, evidence: figure, value: `${term(figure.measure)}: ${bounds(figure)} ${figure.of}`, claimed_by: figure.claimed_by, credibility: figure.credibility }));
  const whole = { title: eventLine(event), target: event.id, judged: event.judged, rule: ruleOfDeaths(event.deaths) ?? tell(event.why_code, event.why), rows: [...accounts, ...figures], disputes: event.disputes, event: eventOf(event) };
  if (known.told) drawer.shown = whole;
  else show(whole);
}
