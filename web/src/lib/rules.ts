// Why accounts are one event, and how their dead were reckoned, in French. The record writes it in English, with what went in;
// here each sentence of it that is known is told in French, and what stands between quotation marks stays as it is.

import { settings } from './settings.svelte';

/** Why accounts are one event. */
const REASONS: Record<string, string> = {
  'a person\'s decision': 'décision d’une personne', 'all parties the same': 'toutes les parties les mêmes', 'same agent': 'même auteur', 'same target': 'même cible',
  'both speak of one country': 'tous deux parlent d’un pays', 'dates that meet within a month': 'dates qui se rejoignent dans un mois', 'dates that meet within a week': 'dates qui se rejoignent dans une semaine', 'dates that meet within a year': 'dates qui se rejoignent dans une année',
  'days next to each other': 'jours voisins', 'one place lies in the other': 'un lieu est dans l’autre', 'places within 30 km': 'lieux à moins de 30 km', 'published on days next to each other': 'publiés des jours voisins', 'published on one day': 'publiés le même jour', 'published within days of each other': 'publiés à quelques jours d’écart',
  'same country': 'même pays', 'same day': 'même jour', 'same number of dead': 'même nombre de morts', 'same place': 'même lieu', 'same region': 'même région', 'told in like words': 'rapporté en mots semblables', 'told in the same words': 'rapporté dans les mêmes mots', 'told in words of which some are the same': 'rapporté en mots dont certains sont les mêmes',
  'told within days of its date': 'rapporté à quelques jours de sa date', 'tolls that differ by a quarter at most': 'bilans qui diffèrent d’un quart au plus', 'victims of one kind': 'victimes d’un même genre',
};

const SIDES: Record<string, string> = { state: 'État', armed_group: 'groupe armé', civilians: 'civils', unknown: 'non dit' };
const named = (words: string, table: Record<string, string>) => words.replace(/[a-z_]+/g, (word) => table[word] ?? word);

/** Sentences and parts of sentences, in the order in which they are looked for. */
const PARTS: [RegExp, string | ((...found: string[]) => string)][] = [
  [/^told by one account$/, 'rapporté par un seul récit'],
  [/^(\d+) accounts: (.*)$/, (_, count, reasons) => `${count} récits : ${reasons.split(', ').map((reason) => REASONS[reason] ?? reason).join(', ')}`],
  [/The dead of all sides are added; a toll told again counts once, a part with its whole; low and high are the least and the most that one claimant tells, best is the document's own number, else what most tell, else the lower; whom somebody 'neutralised' counts in best and high, not in low/,
    'Les morts de tous les camps sont additionnés ; un bilan redit compte une fois, une partie avec son tout ; bas et haut sont le moins et le plus qu’une voix dit, le meilleur est le nombre du document lui-même, sinon ce que la plupart disent, sinon le plus bas ; qui est « neutralisé » compte dans le meilleur et le haut, pas dans le bas'],
  [/Of several documents low is the least and high the most that one tells; the dead of a side may be low, where more voices tell only these than tell all/,
    'De plusieurs documents, bas est le moins et haut le plus que l’un d’eux dit ; les morts d’un camp peuvent être le bas, là où plus de voix ne disent que ceux-là que tous'],
  [/No number is the best, for none tells one/, 'Aucun nombre n’est le meilleur, car aucune voix n’en dit'],
  [/Best is ([\d.]+), the sum of sides that no document tells together \(([^)]*)\)/, (_, best, sides) => `Le meilleur est ${best}, la somme de camps qu’aucun document ne dit ensemble (${named(sides, SIDES)})`],
  [/Best is ([\d.]+), which one voice tells/, 'Le meilleur est $1, qu’une voix dit'],
  [/Best is ([\d.]+), which (\d+) voices tell/, 'Le meilleur est $1, que $2 voix disent'],
  [/ and (\d+) more leave room for/, ' et auquel $1 de plus laissent place'],
  [/, no fewer than another; of these the latest published is taken, then the higher/, ', pas moins qu’un autre ; parmi eux on prend le dernier publié, puis le plus haut'],
  [/; a party to the fight does not choose it/, ' ; une partie au combat ne le choisit pas'],
  [/\. Went in: /, '. Pris en compte : '],
  [/\. Left out: /, '. Laissés de côté : '],
  [/^(date|deaths) settled by (.+?) on (\d{4}-\d\d-\d\d)/, (_, field, who, day) => `${field === 'date' ? 'date tranchée' : 'morts tranchés'} par ${who} le ${day}`],
  [/; the rule makes (.+?) of all tellings/, (_, made) => ` ; la règle tire de tous les récits ${made.replace('low ', 'bas ').replace('best ', 'meilleur ').replace('high ', 'haut ').replaceAll('open', 'ouvert').replace('no date', 'aucune date')}`],
];

/** What is said behind every single toll. */
const TOLLS: [RegExp, string][] = [
  [/” in (\S+)/g, '” dans $1'],
  [/ \(copied from /g, ' (repris de '],
  [/ \(replaced by the same voice's later number in /g, ' (remplacé par le nombre ultérieur de la même voix dans '],
  [/ \(the dead of one side, part of those in /g, ' (les morts d’un camp, partie de ceux de '],
  [/ \(part of another toll\)/g, ' (partie d’un autre bilan)'],
  [/ \(replaced by a later toll\)/g, ' (remplacé par un bilan ultérieur)'],
  [/ \(denied\)/g, ' (démenti)'],
  [/ \(planned\)/g, ' (prévu)'],
  [/ \(possible\)/g, ' (possible)'],
];

/** Words of a document within a rule; they are nobody's to translate. */
const QUOTED = /“[^”]*”/g;

function inFrench(rule: string): string {
  const quotes: string[] = [];
  let told = rule.replace(QUOTED, (words) => `“\u0000${quotes.push(words) - 1}”`);
  for (const [found, words] of PARTS) told = told.replace(found, words as string);
  for (const [found, words] of TOLLS) told = told.replace(found, words);
  return told.replace(/“\u0000(\d+)”/g, (_, at) => quotes[Number(at)]);
}

/** A rule in the language that is set. */
export const ruled = (rule: string): string => (settings.language === 'fr' ? inFrench(rule) : rule);
