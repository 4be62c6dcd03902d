// The record's own sentences (what a dispute is about, why accounts are one event) in the interface's language. The server sends
// each in English and as a code with what it was made with; a code that has no French here keeps the English.

import { typeName } from './eventWords';
import { settings } from './settings.svelte';
import type { Dispute, Part, Phrase } from './types';
import { term } from './words.svelte';

/**
 * By code. `{}` is a part, or several with commas between them; `{ ou }` several with that between them. What stands in `[…]` is
 * said only where a part in it is told. A test of the record looks here for every code that it has.
 */
const FRENCH: Record<string, string> = {
  // What happened, in a few words.
  act: '{}[ par {}][ contre {}][ à {}][ le {}]',
  // Why something is a dispute.
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
  'told-as': 'un événement est rapporté comme { et comme }',
  parted: 'des noms dont une personne a jugé qu’ils ne sont pas ceux d’un seul acteur',
  // What a dispute is about.
  'whether-holds': 'est-ce le cas : {} {} {}',
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
  'who-blamed': 'à qui la faute : { ou }',
  'who-leads': 'qui dirige : {}',
  'who-is': 'qui occupe la fonction « {} » : {}',
  'who-dead': 'qui étaient les morts : {}',
  'what-they-are': 'ce qu’ils sont : { ou }',
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
  count: '{}[ ({})] : {}',
};

/** A part in French; null where a code in it has none. */
function tellPart(part: Part, between: string): string | null {
  if (typeof part === 'string') return part;
  if (Array.isArray(part)) {
    const all = part.map((one) => tellPart(one, ', '));
    return all.includes(null) ? null : all.join(between);
  }
  return 'term' in part ? typeName(term(part.term)) : tellPhrase(part);
}

function tellPhrase({ code, parts }: Phrase): string | null {
  const left = [...parts];
  let unknown = false;
  const filled = (words: string): [string, boolean] => {
    let told = false;
    const all = words.replace(/\{(.*?)\}/g, (_, between: string) => {
      const part = tellPart(left.shift() ?? '', between || ', ');
      unknown ||= part === null;
      told ||= part !== '';
      return part ?? '';
    });
    return [all, told];
  };
  const asides = (FRENCH[code] ?? '').split(/[[\]]/).map((words, at) => {
    const [all, told] = filled(words);
    return at % 2 && !told ? '' : all;
  });
  return unknown || !(code in FRENCH) ? null : asides.join('');
}

/** A sentence of the record in the language that is set. */
export const tell = (phrase: Phrase | null | undefined, english: string): string => (settings.language === 'fr' && phrase && tellPhrase(phrase)) || english;

/** Why it is a dispute. */
export const ruleOf = (dispute: Dispute): string => tell(dispute.rule_code, dispute.rule);

/** What it is about. */
export const matterOf = (dispute: Dispute): string => tell(dispute.matter, dispute.about);
