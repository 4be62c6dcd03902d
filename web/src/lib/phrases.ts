// What a dispute is about and why it is one, in the interface's language: by the codes that the server sends with its sentences.
// A code that has no French here keeps the record's sentence.

import { tellEvent } from './eventWords';
import { settings } from './settings.svelte';
import type { Dispute, Phrase } from './types';
import { term } from './words.svelte';

/** Why something is a dispute; `{}` stands for what the sentence was made with. */
const RULES: Record<string, string> = {
  'bounds-apart': 'des nombres pour une même chose dont les bornes ne se rejoignent pas',
  'fifth-apart': 'des nombres pour une même chose qui diffèrent d’un cinquième ou plus ; « au moins » laisse place aux deux',
  'tenth-apart': 'des nombres éloignés de plus d’un dixième pour à peu près le même moment',
  'country-counts': 'des totaux d’une même chose dans un même pays, pour à peu près le même moment, dont les bornes ne se rejoignent pas',
  implied: 'un nombre et sa variation par rapport à une année impliquent un nombre pour cette année ; il est pris pour la même partie de l’année et la zone la plus large, et le nombre donné pour la plus étroite est plus grand',
  'dates-apart': 'des dates d’une même chose qui ne peuvent être justes toutes deux',
  spellings: 'les graphies diffèrent au-delà de la casse et des accents ; le recueil les tient pour un seul acteur',
  'other-names': 'des noms qui ne sont pas des formes l’un de l’autre ; le recueil les tient pour un seul acteur',
  stroke: 'écrits comme un seul avec un trait entre eux, et distingués ailleurs',
  ranks: 'des documents d’à peu près le même moment donnent à une personne des grades différents',
  'two-leaders': 'deux personnes sont dites le diriger au même moment',
  'two-holders': 'deux personnes sont dites occuper une même fonction au même moment',
  'two-seats': 'deux sièges sont donnés pour un même moment',
  'so-and-not': 'dit ainsi, et dit le contraire',
  'denied-in-text': 'une voix le dit, et une autre le dément dans le même texte',
  accused: 'une voix accuse un corps d’un acte, et ce corps le dément dans le même texte',
  blame: 'deux voix d’un même texte s’accusent l’une l’autre, ou en accusent d’autres, d’un dommage qu’il rapporte',
  natures: 'deux voix d’un même texte disent que des personnes qui y sont nommées sont des choses différentes',
  'other-agents': 'un événement est rapporté avec des auteurs dont aucun n’appartient à l’autre',
  'left-or-made': 'un récit fait agir d’autres contre une force dont un autre raconte le départ comme son propre acte',
  'fighters-or-civilians': 'une force compte des combattants tués là où d’autres l’accusent d’avoir tué des civils',
  origins: 'des documents donnent des origines différentes',
  reasons: 'des documents donnent des motifs différents d’un même acte',
  'better-or-worse': 'l’un dit que cela va mieux où l’autre dit que cela va plus mal ; ils parlent peut-être de mois différents',
  opposite: 'un récit le dit ainsi, un autre le contraire',
  'still-to-come': 'dit à l’œuvre, et ailleurs, pas plus tôt, encore à venir',
  'other-kinds': 'dit être des corps de genres différents ; il a pu passer de l’un à l’autre',
  'one-act-dates': 'un acte est rapporté avec {} dates, dont aucune ne contient les autres',
  'told-as': 'un événement est rapporté comme {}',
  parted: 'des noms dont une personne a jugé qu’ils ne sont pas ceux d’un seul acteur',
};

/** What a dispute is about. */
const MATTERS: Record<string, string> = {
  'whether-so': 'est-ce ainsi : {}',
  'left-or-made-to': 'parti ou contraint de partir : {}',
  'are-one': '{} et {} : un seul ou deux',
  'did-it': '{} l’a-t-il fait : {}',
  happened: 'est-ce arrivé : {}',
  better: 'mieux ou plus mal : {}',
  civilians: 'des civils protégés ou maltraités par {}',
  'on-its-own': 'agit seul ou avec l’appui d’autres : {}',
  present: 'présent ou absent : {}',
  worth: 'ce que cela vaut : {}',
  capable: 'ce dont cela est capable : {}',
  'how-far': 'où cela en est : {}',
  title: 'à quel titre gouverne {}',
  'who-did': 'qui l’a fait : {}',
  'who-blamed': 'à qui la faute : {}',
  'who-leads': 'qui dirige : {}',
  'who-is': 'qui occupe la fonction « {} » : {}',
  'who-dead': 'qui étaient les morts : {}',
  'what-they-are': 'ce qu’ils sont : {}',
  arose: 'd’où cela est né : {}',
  why: 'pourquoi : {} ({})',
  when: 'quand : {}',
  'since-when': 'depuis quand {} est : {}',
  founded: 'date de fondation : {}',
  'what-body': 'quel genre de corps : {}',
  'when-left': 'quand {} a quitté {}',
  rank: 'grade : {}',
  seat: 'siège : {}',
  strength: 'effectifs : {}',
  spelling: 'graphie du nom : {}',
  names: 'noms : {}',
  change: '{} en {} : ce qu’une variation implique et ce qui est dit',
  count: '{} ({}) : {}',
  'count-all': '{} : {}',
};

/** Where the last part of a matter is an event in a few words, if it is about one. */
const OF_EVENT = new Set(['count', 'count-all', 'did-it', 'happened', 'who-did', 'who-dead', 'when']);
/** Where a part is a measure or kinds of telling. */
const OF_TERMS = new Set(['count', 'count-all', 'change', 'told-as']);

/** A list of the record's in French. */
const listed = (part: string) => part.split(' and as ').map(term).join(' et comme ');

function said(phrase: Phrase | null | undefined, table: Record<string, string>, words: string, event: Dispute['event_words'] = null): string {
  const french = phrase && settings.language === 'fr' ? table[phrase.code] : undefined;
  if (!phrase || !french) return words;
  const parts = phrase.parts.map((part, at) => {
    if (event && OF_EVENT.has(phrase.code) && at === phrase.parts.length - 1) return tellEvent(event);
    return OF_TERMS.has(phrase.code) && at === 0 ? listed(part) : part;
  });
  return french.split('{}').reduce((told, own, at) => told + (at ? (parts[at - 1] ?? '') : '') + own, '');
}

/** Why it is a dispute. */
export const ruleOf = (dispute: Dispute): string => said(dispute.rule_code, RULES, dispute.rule);

/** What it is about. */
export const matterOf = (dispute: Dispute): string => said(dispute.matter, MATTERS, dispute.about, dispute.event_words);
