// Rules of the record in French. The record writes them in English, with what went in; here each sentence of them that is known
// is told in French, and what stands between quotation marks stays as it is.

import { settings } from './settings.svelte';

/** Why something is a dispute: whole sentences. */
const DISPUTES: Record<string, string> = {
  'numbers for the same thing whose bounds do not meet': 'des nombres pour une même chose dont les bornes ne se rejoignent pas',
  'numbers for the same thing that differ by a fifth or more; “at least” leaves room for both': 'des nombres pour une même chose qui diffèrent d’un cinquième ou plus ; « au moins » laisse place aux deux',
  'numbers more than a tenth apart for about the same time': 'des nombres éloignés de plus d’un dixième pour à peu près le même moment',
  'counts of one thing in one country, told for about the same time, whose bounds do not meet': 'des totaux d’une même chose dans un même pays, pour à peu près le même moment, dont les bornes ne se rejoignent pas',
  'a number and its change against a year imply a number for that year; it is taken for the same stretch of the year and the wider area, and the number told for the narrower is larger': 'un nombre et sa variation par rapport à une année impliquent un nombre pour cette année ; il est pris pour la même partie de l’année et la zone la plus large, et le nombre donné pour la plus étroite est plus grand',
  'dates of one thing that cannot both hold': 'des dates d’une même chose qui ne peuvent être justes toutes deux',
  'spellings differ beyond case and accents; the record takes them for one actor': 'les graphies diffèrent au-delà de la casse et des accents ; le recueil les tient pour un seul acteur',
  'names that are no forms of one another; the record takes them for one actor': 'des noms qui ne sont pas des formes l’un de l’autre ; le recueil les tient pour un seul acteur',
  'written as one with a stroke between them, and told apart elsewhere': 'écrits comme un seul avec un trait entre eux, et distingués ailleurs',
  'documents of about the same time give one person different ranks': 'des documents d’à peu près le même moment donnent à une personne des grades différents',
  'two persons are told to lead it at one time': 'deux personnes sont dites le diriger au même moment',
  'two persons are told to hold one office at one time': 'deux personnes sont dites occuper une même fonction au même moment',
  'two seats are told at one time': 'deux sièges sont donnés pour un même moment',
  'one voice tells it, and another denies it in the same text': 'une voix le dit, et une autre le dément dans le même texte',
  'one voice accuses a body of an act, and the body denies it in the same text': 'une voix accuse un corps d’un acte, et ce corps le dément dans le même texte',
  'two voices of one text blame each other, or different others, for a harm that it tells': 'deux voix d’un même texte s’accusent l’une l’autre, ou en accusent d’autres, d’un dommage qu’il rapporte',
  'two voices of one text say of people told there that they are different things': 'deux voix d’un même texte disent que des personnes qui y sont nommées sont des choses différentes',
  'one event is told with agents of whom none belongs to another': 'un événement est rapporté avec des auteurs dont aucun n’appartient à l’autre',
  'one telling has others act against a force whose leaving another tells as its own act': 'un récit fait agir d’autres contre une force dont un autre raconte le départ comme son propre acte',
  'a force counts fighters killed where others accuse it of killing civilians': 'une force compte des combattants tués là où d’autres l’accusent d’avoir tué des civils',
  'documents tell different origins': 'des documents donnent des origines différentes',
  'documents tell different reasons for one act': 'des documents donnent des motifs différents d’un même acte',
  'one says better where another says worse; they may speak of different months': 'l’un dit que cela va mieux où l’autre dit que cela va plus mal ; ils parlent peut-être de mois différents',
  'one telling has it so, another the opposite': 'un récit le dit ainsi, un autre le contraire',
  'told as at work, and elsewhere, not earlier, as still to come': 'dit à l’œuvre, et ailleurs, pas plus tôt, encore à venir',
  'told as bodies of different kinds; it may have changed from one to the other': 'dit être des corps de genres différents ; il a pu passer de l’un à l’autre',
};

/** Why accounts are one event. */
const REASONS: Record<string, string> = {
  'a person\'s decision': 'décision d’une personne', 'all parties the same': 'toutes les parties les mêmes', 'same agent': 'même auteur', 'same target': 'même cible',
  'both speak of one country': 'tous deux parlent d’un pays', 'dates that meet within a month': 'dates qui se rejoignent dans un mois', 'dates that meet within a week': 'dates qui se rejoignent dans une semaine', 'dates that meet within a year': 'dates qui se rejoignent dans une année',
  'days next to each other': 'jours voisins', 'one place lies in the other': 'un lieu est dans l’autre', 'places within 30 km': 'lieux à moins de 30 km', 'published on days next to each other': 'publiés des jours voisins', 'published on one day': 'publiés le même jour', 'published within days of each other': 'publiés à quelques jours d’écart',
  'same country': 'même pays', 'same day': 'même jour', 'same number of dead': 'même nombre de morts', 'same place': 'même lieu', 'same region': 'même région', 'told in like words': 'rapporté en mots semblables', 'told in the same words': 'rapporté dans les mêmes mots', 'told in words of which some are the same': 'rapporté en mots dont certains sont les mêmes',
  'told within days of its date': 'rapporté à quelques jours de sa date', 'tolls that differ by a quarter at most': 'bilans qui diffèrent d’un quart au plus', 'victims of one kind': 'victimes d’un même genre',
};

/** States in which one event is told. */
const STATUS: Record<string, string> = { actual: 'effectif', planned: 'prévu', alleged: 'allégué', denied: 'démenti', possible: 'possible' };
const SIDES: Record<string, string> = { state: 'État', armed_group: 'groupe armé', civilians: 'civils', unknown: 'non dit' };
const named = (words: string, table: Record<string, string>) => words.replace(/[a-z_]+/g, (word) => table[word] ?? word);

/** Sentences and parts of sentences, in the order in which they are looked for. */
const PARTS: [RegExp, string | ((...found: string[]) => string)][] = [
  [/one act is told with (\d+) dates, and none of them holds the others/, 'un acte est rapporté avec $1 dates, dont aucune ne contient les autres'],
  [/^told by one account$/, 'rapporté par un seul récit'],
  [/^(\d+) accounts: (.*)$/, (_, count, reasons) => `${count} récits : ${reasons.split(', ').map((reason) => REASONS[reason] ?? reason).join(', ')}`],
  [/^one event is told as ([a-z ]+)$/, (_, told) => `un événement est rapporté comme ${named(told.replaceAll(' and as ', ' et comme '), STATUS)}`],
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
  const known = DISPUTES[rule];
  if (known) return known;
  const quotes: string[] = [];
  let told = rule.replace(QUOTED, (words) => `“\u0000${quotes.push(words) - 1}”`);
  for (const [found, words] of PARTS) told = told.replace(found, words as string);
  for (const [found, words] of TOLLS) told = told.replace(found, words);
  return told.replace(/“\u0000(\d+)”/g, (_, at) => quotes[Number(at)]);
}

/** A rule in the language that is set. */
export const ruled = (rule: string): string => (settings.language === 'fr' ? inFrench(rule) : rule);
