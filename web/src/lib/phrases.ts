// The record's own sentences (what a dispute is about, why accounts are one event) in the interface's language. The server sends
// each in English and as a code with what it was made with; a code that has no French here keeps the English.

import { kindName } from './eventWords';
import { settings } from './settings.svelte';
import type { Dispute, Part, Phrase } from './types';

/**
 * By code. `{}` is a part, or several with commas between them; `{ ou }` several with that between them. What stands in `[…]` is
 * said only where a part in it is told. A test of the record looks here for every code that it has.
 */
const FRENCH: Record<string, string> = {
  // What is told, in a line.
  act: '{}[ par {}][ contre {}][ à {}][ le {}]',
  account: '{}[ ({})][ par {}][ → {}][ à {}]',
  event: '{}[ ; morts {}][ ; { ; }]',
  estimate: '{}–{}[, le plus dit {}]',
  fact: '{} {} {}[ ({})]',
  dispute: '{} : {}[ ({})][ ({})] — {}',
  'names-of-one': 'noms d’une même chose, aucune contradiction',
  'may-have-grown': 'le bilan a pu monter',
  commitment: '{} : { → }',
  step: '{}[ ({})]',
  'with-parties': '{}[ ({})]',
  running: '{} : {}',
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
  // Why accounts are one event.
  'told-once': 'rapporté par un seul récit',
  joined: '{} récits : {}',
  decided: 'décision d’une personne',
  'same-day': 'même jour',
  'within-a-week': 'dates qui se rejoignent dans une semaine',
  'within-a-month': 'dates qui se rejoignent dans un mois',
  'within-a-year': 'dates qui se rejoignent dans une année',
  'next-day': 'jours voisins',
  'published-on-one-day': 'publiés le même jour',
  'published-on-next-days': 'publiés des jours voisins',
  'published-within-days': 'publiés à quelques jours d’écart',
  'told-within-days': 'rapporté à quelques jours de sa date',
  'same-place': 'même lieu',
  'near-places': 'lieux à moins de 30 km',
  'place-in-place': 'un lieu est dans l’autre',
  'same-region': 'même région',
  'same-country': 'même pays',
  'one-country': 'tous deux parlent d’un pays',
  'same-agent': 'même auteur',
  'same-target': 'même cible',
  'same-parties': 'toutes les parties les mêmes',
  'one-kind-of-victims': 'victimes d’un même genre',
  'same-toll': 'même nombre de morts',
  'near-tolls': 'bilans qui diffèrent d’un quart au plus',
  'same-words': 'rapporté dans les mêmes mots',
  'like-words': 'rapporté en mots semblables',
  'some-words': 'rapporté en mots dont certains sont les mêmes',
  // How the dead of an event were counted.
  counted: '{}. Pris en compte : {}[. Laissés de côté : {}]',
  'with-ruling': '{}. {}',
  'all-sides': 'Les morts de tous les camps sont additionnés ; un bilan redit compte une fois, une partie avec son tout ; bas et haut sont le moins et le plus qu’une voix dit, le meilleur est le nombre du document lui-même, sinon ce que la plupart disent, sinon le plus bas ; qui est « neutralisé » compte dans le meilleur et le haut, pas dans le bas',
  'of-several': '{}. De plusieurs documents, bas est le moins et haut le plus que l’un d’eux dit ; les morts d’un camp peuvent être le bas, là où plus de voix ne disent que ceux-là que tous. {}',
  'no-best': 'Aucun nombre n’est le meilleur, car aucune voix n’en dit',
  'sum-of-sides': 'Le meilleur est {}, la somme de camps qu’aucun document ne dit ensemble ({})',
  'of-side': '{}[ {}]',
  best: 'Le meilleur est {}, {}[ et auquel {} de plus laissent place][{}][ ; une partie au combat ne le choisit pas ({})]',
  'one-voice': 'qu’une voix dit',
  voices: 'que {} voix disent',
  tied: ', pas moins qu’un autre ; parmi eux on prend le dernier publié, puis le plus haut',
  toll: '“{}” dans {}[ ({})]',
  'left-out': '{ et } ({})',
  'copied-from': 'repris de {}',
  'replaced-in': 'remplacé par le nombre ultérieur de la même voix dans {}',
  'part-of-those-in': 'les morts d’un camp, partie de ceux de {}',
  'settled-by': '{} : tranché par {} le {}[ : {}] ; la règle tire {} de tous les récits',
  'settled-short': '{} : tranché par {}',
  ends: 'bas {}, meilleur {}, haut {}',
  // What the record says otherwise than before.
  changed: '{ ; } — {}',
  new: 'nouveau',
  'no-longer-told': 'n’est plus rapporté',
  'now-one': '{} événements n’en font plus qu’un',
  'from-to': '{} {} → {}',
  'new-document': 'nouveau document {}[ : {}]',
  'no-longer-counts': 'ne compte plus {}[ : {}]',
};

/** A part in French; null where a code in it has none. */
function tellPart(part: Part, between: string): string | null {
  if (typeof part === 'string') return part;
  if (Array.isArray(part)) {
    const all = part.map((one) => tellPart(one, ', '));
    return all.includes(null) ? null : all.join(between);
  }
  return 'term' in part ? kindName(part.term) : tellPhrase(part);
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
