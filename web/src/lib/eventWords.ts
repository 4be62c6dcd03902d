// What an event is, in the interface's language: PLOVER's types and modes by their names; who, whom and where as the record names them.

import { settings } from './settings.svelte';
import type { EventRow, EventWords } from './types';
import { term } from './words.svelte';

const TYPES: Record<string, string> = {
  AGREE: 'ACCORD', CONSULT: 'CONSULTATION', SUPPORT: 'SOUTIEN', CONCEDE: 'CONCESSION', COOPERATE: 'COOPÉRATION', AID: 'AIDE', RETREAT: 'RETRAIT', REQUEST: 'DEMANDE',
  ACCUSE: 'ACCUSATION', REJECT: 'REFUS', THREATEN: 'MENACE', PROTEST: 'PROTESTATION', SANCTION: 'SANCTION', MOBILIZE: 'MOBILISATION', COERCE: 'CONTRAINTE', ASSAULT: 'AGRESSION',
};

const MODES: Record<string, string> = {
  withdraw: 'retrait', discontinue: 'rupture', disapprove: 'désapprobation', restrict: 'restriction', troops: 'troupes', seize: 'saisie', expel: 'expulsion', arrest: 'arrestation',
  demo: 'manifestation', visit: 'visite', destroy: 'destruction', allege: 'allégation', meet: 'rencontre', abduct: 'enlèvement', explosives: 'explosifs', 'third-party': 'médiation',
  firearms: 'armes à feu', strike: 'grève', yield: 'concession', resign: 'démission', censor: 'censure', riot: 'émeute', 'heavy-weapons': 'armes lourdes', beat: 'coups', disarm: 'désarmement',
  weapons: 'armes', convict: 'condamnation', deport: 'déportation', change: 'changement', ceasefire: 'cessez-le-feu', multilateral: 'multilatéral', obstruct: 'obstruction',
  investigate: 'enquête', relations: 'relations', militia: 'milice', primitive: 'armes blanches', aerial: 'aérien', 'martial-law': 'état d’urgence', violence: 'violence', phone: 'téléphone',
  curfew: 'couvre-feu', assist: 'assistance', vandalize: 'vandalisme', torture: 'torture', 'crowd-control': 'maintien de l’ordre', 'suicide-attack': 'attentat-suicide', sexual: 'violence sexuelle',
  access: 'accès', cyber: 'cyberattaque', misinformation: 'désinformation', unconventional: 'armes non conventionnelles', drone: 'drone', targeted: 'ciblé', police: 'police', withhold: 'rétention',
  boycott: 'boycott', hunger: 'grève de la faim',
};

const french = () => settings.language === 'fr';

/** The name of a type. */
export const typeName = (type: string): string => (french() ? (TYPES[type] ?? type) : type);

/** A word of the record's tables: a type, a mode, or what kind of thing something is. */
export const kindName = (word: string): string => (french() ? (TYPES[word] ?? MODES[word] ?? term(word)) : word);

/** Who did what to whom and where. */
export function tellEvent({ type, mode, agents, targets, places }: EventWords): string {
  const [by, at] = french() ? ['par', 'à'] : ['by', 'at'];
  return [
    typeName(type), mode ? `(${kindName(mode)})` : '', agents.length ? `${by} ${agents.join(', ')}` : '',
    targets.length ? `→ ${targets.join(', ')}` : '', places.length ? `${at} ${places.join(', ')}` : '',
  ].filter(Boolean).join(' ');
}

const bound = (number: number | null) => (number === null ? '?' : String(number));

/** The whole of an event in a line: in English as the record says it. */
export function eventLine(event: Pick<EventRow, 'told'> & Partial<EventRow>): string {
  if (!french() || !event.words) return event.told;
  const { low = null, best = null, high = null } = event.deaths ?? {};
  const range = low === high && best !== null ? bound(best) : `${bound(low)}–${bound(high)}${best === null ? '' : `, le plus dit ${bound(best)}`}`;
  const settled = (event.settled ?? []).map((row) => ` ; ${row.field === 'date' ? 'date tranchée' : 'morts tranchés'} par ${row.who}`);
  return `${tellEvent(event.words)}${event.deaths ? ` ; morts ${range}` : ''}${settled.join('')}`;
}
