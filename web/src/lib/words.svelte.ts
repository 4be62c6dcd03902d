// The interface's words in English and French. What sources say is never translated here.

import type { Action } from './keys';
import { settings } from './settings.svelte';

const EN = {
  desk: 'Desk', events: 'Events', contested: 'Contested', document: 'Documents', actors: 'Actors & offices', agreements: 'Agreements',
  asof: 'As of', publicKnew: 'the public record said', weKnew: 'we knew', today: 'today', search: 'Search', offline: 'No connection to the server: what stands here may be old.', older: 'What stands below is what was told before.', unfinished: 'A build goes on, or did not end: this is what was read so far.', filesFailed: 'files could not be read:', see: 'see', behind: 'Lists and counts do not follow the last decisions yet.', built: 'Read',
  loading: 'Loading…', readFirst: 'A large record takes its time when more than its lists is asked for.', nothing: 'Nothing is told here.', failed: 'This could not be loaded:', again: 'Try again',
  documents: 'documents', unplaced: 'without a point on the map',
  newest: 'Last said to have happened', waiting: 'Waiting for judgement', notRead: 'Files that could not be read', noneWaits: 'Nothing waits.',
  orphans: 'Decisions that no longer attach', evidence: 'Evidence', close: 'Close', sentence: 'Sentence', source: 'Source', published: 'published', unknownDay: 'day of publication unknown',
  open: 'Open the document', cite: 'Copy citation', copied: 'Copied.', accept: 'Accept', reject: 'Reject', undo: 'Undo', redo: 'Redo', judged: 'judged', machine: 'read by the machine',
  accepted: 'accepted', rejected: 'rejected', settled: 'settled', isUnsure: 'unsure', settle: 'One position or range holds', holds: 'Holds:', range: 'a range', takeThis: 'This holds', unsure: 'Unsure', copiedFrom: 'copied from', who: 'Your name', whoNeeded: 'A decision needs your name: write it at the top right.', ownVoice: "the document's own voice",
  when: 'When', what: 'What', where: 'Where', told: 'What is told', sources: 'Sources', deaths: 'Deaths', status: 'Status', rule: 'Rule', kind: 'Kind', name: 'Name',
  noDate: 'no date told', type: 'Type', actor: 'Actor', place: 'Place', from: 'From', to: 'To', all: 'all', onlyContested: 'only contested', clear: 'Clear', print: 'Print or send', download: 'Download',
  says: 'says', about: 'About', positions: 'Positions', sameAs: 'names of one thing, no contradiction', instalment: 'the count may have grown', names: 'Names', facts: 'Facts',
  offices: 'Offices and ranks', onDay: 'Who held what on', keys: 'Keys', theme: 'Theme', system: 'system', keysReset: 'As they were at first', light: 'light', dark: 'dark', language: 'Language', next: 'Next', more: 'More', of: 'of',
  due: 'due', onlyOverdue: 'only overdue', pick: 'Choose a document on the left.', parties: 'Parties', steps: 'Steps', overdue: 'overdue', why: 'Why', timeline: 'Timeline', map: 'Map', table: 'Table', low: 'low', best: 'best', high: 'high', settings: 'Settings', lanes: 'Lanes', none: 'none', since: 'New since', sinceDay: 'Since', compareNow: 'Tell what changed', nothingNew: 'Nothing has changed.', neverLooked: 'You have not looked before on another day; choose one to see what is new since.', fact: 'Facts',
  judgeMore: 'Other decisions', correct: 'Correct a field', merge: 'Merge: one event', split: 'Split: two events', sameSource: 'One source', differentEvent: 'Different events', noDispute: 'No dispute',
  field: 'Field', value: 'New value', with: 'With', ids: 'Other ids', decide: 'Decide',
  mapLabels: 'Map labels', asInterface: 'as the interface', body: 'State or body', office: 'Office or rank', holder: 'Held by', pack: 'the region pack', searchOffices: 'Person, body, office', packNote: 'what the region pack tells is no document’s word, and is marked',
  addClaim: 'Add a claim', added: 'told by a person', wordsThatTell: 'Words of the document that tell it', selectWords: 'Select words in the text and press n, or write them here as they stand.', notInText: 'The document does not say this; write the words as they stand there.', theyTell: 'They tell', anEvent: 'an event', aFigure: 'a figure', aDate: 'a date', agents: 'Who did it', targets: 'To whom', side: 'Whose dead', measure: 'Measure', count: 'Count', countsWhom: 'Of whom or what', claimedBy: 'Claimed by',
  oneSource: 'one source alone', moreThanOne: 'more', placeWithin: 'the place lies somewhere within', areaOnly: 'no more told than a country or division', asBefore: 'outline of before', noOutline: 'no outline known', disputesOpen: 'On this earlier day nobody has looked yet which of these are contested; an event that is opened says so.',
  rate: 'Rate', rated: 'rated', reliability: 'Reliability', credibility: 'Credibility', whoSays: 'Who is told to say it', claims: 'Claims', rateNote: 'A to F of a source and 1 to 6 of a claim (Admiralty code) are what people said; nothing is computed from them. Claims are rated beside their words, under Other decisions.', gradeA: 'completely reliable', gradeB: 'usually reliable', gradeC: 'fairly reliable', gradeD: 'not usually reliable', gradeE: 'unreliable', gradeF: 'cannot be judged', grade1: 'confirmed by others', grade2: 'probably true', grade3: 'possibly true', grade4: 'doubtful', grade5: 'improbable', grade6: 'cannot be judged', moreSources: 'more', aliases: 'Names taken for one', aliasNote: 'The record takes each of these for one actor, as the region pack or the documents do. Names that you hold apart are two actors from then on, in lists, events, facts and exports; undoing it brings them together.', oneAndSame: 'One and the same', notSame: 'Not the same',
  originalFile: 'Original file', noOriginal: 'There is no file to show:', originalWarning: 'This is the file as somebody else made it. It is shown in a frame where no script runs and nothing is fetched; its words and looks may still mislead.', showIt: 'Show it',
  aFact: 'a state that lasts', subject: 'Of whom or what', predicate: 'It says', object: 'What', qualifier: 'Office, or what narrows it', since_: 'Since', until: 'Until', onThe: 'On',
  settledBy: 'settled by', ruleMakes: 'The rule makes of all tellings:', whoPublishes: 'Who publishes', firstDay: 'First published', lastDay: 'Last published', shared: 'Share their words with others', undated: 'without a day', nobodyNamed: 'nobody is named', allRead: 'Every file was read.', builds: 'Builds', noBuilds: 'No build has been noted yet; the next one is.', reader: 'Reader', regionPack: 'Region pack', took: 'Took', docsNew: 'new', docsChanged: 'changed', docsAgain: 'read again', docsSame: 'unchanged', docsFailed: 'failed', docsRemoved: 'taken out',
  access: 'Access', newAccount: 'Let somebody in', ownPassword: 'Your password', oldPassword: 'Old password', newPassword: 'New password', least: '12 letters and more', changePassword: 'Change the password', role: 'Role', add: 'Add', remove: 'Take out', really: 'Really take out', keep: 'Keep', changed: 'Changed.', ownAccount: 'your own account', nobodyLogsIn: 'Nobody has to log in here.', selected: 'marked', twice: 'set twice', saveAndNext: 'decide and go on to the next row', onTimeline: 'move the brush of the timeline, with Shift its end; on the map they move the map', calendar: 'Due days as a calendar', versions: 'Versions of this address', compare: 'Compare', compared: 'What changed against', tooLong: 'compared line by line: too long for words', history: 'Decisions', disagree: 'People judge this differently; every judgement stays in the log.', otherwise: 'Judged otherwise by',
  login: 'Log in', logout: 'Log out', password: 'Password', viewer: 'viewer', annotator: 'annotator', reviewer: 'reviewer', admin: 'admin',
};

export type Word = keyof typeof EN;

const FR: Record<Word, string> = {
  desk: 'Bureau', events: 'Événements', contested: 'Contesté', document: 'Documents', actors: 'Acteurs et fonctions', agreements: 'Accords',
  asof: 'Au', publicKnew: 'ce qui était publié', weKnew: 'ce que nous savions', today: 'aujourd’hui', search: 'Chercher', offline: 'Pas de liaison avec le serveur : ce qui est affiché peut être ancien.', older: 'Ce qui suit est ce qui était dit avant.', unfinished: 'Une construction est en cours ou ne s’est pas terminée : voici ce qui est lu jusqu’ici.', filesFailed: 'fichiers n’ont pas pu être lus :', see: 'voir', behind: 'Les listes et les totaux ne suivent pas encore les dernières décisions.', built: 'Lu',
  loading: 'Chargement…', readFirst: 'Un grand recueil prend du temps quand on demande plus que ses listes.', nothing: 'Rien n’est rapporté ici.', failed: 'Chargement impossible :', again: 'Réessayer',
  documents: 'documents', unplaced: 'sans point sur la carte',
  newest: 'Derniers faits rapportés', waiting: 'À juger', notRead: 'Fichiers illisibles', noneWaits: 'Rien n’attend.',
  orphans: 'Décisions qui ne s’attachent plus', evidence: 'Preuves', close: 'Fermer', sentence: 'Phrase', source: 'Source', published: 'publié', unknownDay: 'jour de publication inconnu',
  open: 'Ouvrir le document', cite: 'Copier la citation', copied: 'Copié.', accept: 'Accepter', reject: 'Rejeter', undo: 'Annuler', redo: 'Rétablir', judged: 'jugé', machine: 'lu par la machine',
  accepted: 'accepté', rejected: 'rejeté', settled: 'tranché', isUnsure: 'incertain', settle: 'Une position ou une fourchette est juste', holds: 'Retenu :', range: 'une fourchette', takeThis: 'C’est juste', unsure: 'Incertain', copiedFrom: 'repris de', who: 'Votre nom', whoNeeded: 'Une décision demande votre nom : écrivez-le en haut à droite.', ownVoice: 'la voix du document',
  when: 'Quand', what: 'Quoi', where: 'Où', told: 'Ce qui est rapporté', sources: 'Sources', deaths: 'Morts', status: 'Statut', rule: 'Règle', kind: 'Genre', name: 'Nom',
  noDate: 'aucune date', type: 'Type', actor: 'Acteur', place: 'Lieu', from: 'Du', to: 'Au', all: 'tous', onlyContested: 'contestés seulement', clear: 'Effacer', print: 'Imprimer ou envoyer', download: 'Télécharger',
  says: 'dit', about: 'Au sujet de', positions: 'Positions', sameAs: 'noms d’une même chose, aucune contradiction', instalment: 'le bilan a pu monter', names: 'Noms', facts: 'Faits',
  offices: 'Fonctions et grades', onDay: 'Qui occupait quoi le', keys: 'Touches', theme: 'Thème', system: 'système', keysReset: 'Comme au début', light: 'clair', dark: 'sombre', language: 'Langue', next: 'Suite', more: 'Plus', of: 'sur',
  due: 'échéance', onlyOverdue: 'seulement en retard', pick: 'Choisissez un document à gauche.', parties: 'Parties', steps: 'Étapes', overdue: 'en retard', why: 'Pourquoi', timeline: 'Chronologie', map: 'Carte', table: 'Tableau', low: 'bas', best: 'meilleur', high: 'haut', settings: 'Réglages', lanes: 'Lignes', none: 'aucune', since: 'Nouveau depuis le', sinceDay: 'Depuis le', compareNow: 'Dire ce qui a changé', nothingNew: 'Rien n’a changé.', neverLooked: 'Vous n’avez pas encore regardé un autre jour ; choisissez-en un pour voir ce qui est nouveau.', fact: 'Faits',
  judgeMore: 'Autres décisions', correct: 'Corriger un champ', merge: 'Réunir : un seul événement', split: 'Séparer : deux événements', sameSource: 'Une seule source', differentEvent: 'Événements différents', noDispute: 'Pas de désaccord',
  field: 'Champ', value: 'Nouvelle valeur', with: 'Avec', ids: 'Autres identifiants', decide: 'Décider',
  mapLabels: 'Noms sur la carte', asInterface: 'comme l’interface', body: 'État ou organe', office: 'Fonction ou grade', holder: 'Tenu par', pack: 'les connaissances régionales', searchOffices: 'Personne, organe, fonction', packNote: 'ce que disent les connaissances régionales n’est le mot d’aucun document ; c’est marqué',
  addClaim: 'Ajouter une affirmation', added: 'dit par une personne', wordsThatTell: 'Mots du document qui le disent', selectWords: 'Sélectionnez des mots du texte et appuyez sur n, ou écrivez-les ici tels quels.', notInText: 'Le document ne dit pas cela ; écrivez les mots tels qu’ils y sont.', theyTell: 'Ils rapportent', anEvent: 'un événement', aFigure: 'un chiffre', aDate: 'une date', agents: 'Qui l’a fait', targets: 'À qui', side: 'Morts de quel camp', measure: 'Mesure', count: 'Nombre', countsWhom: 'De qui ou de quoi', claimedBy: 'Affirmé par',
  oneSource: 'une seule source', moreThanOne: 'plusieurs', placeWithin: 'le lieu est quelque part dedans', areaOnly: 'rien de plus précis qu’un pays ou une division', asBefore: 'contour d’avant', noOutline: 'contour inconnu', disputesOpen: 'À cette date, on n’a pas encore cherché lesquels sont contestés ; un événement ouvert le dit.',
  rate: 'Coter', rated: 'coté', reliability: 'Fiabilité', credibility: 'Crédibilité', whoSays: 'À qui on prête ces paroles', claims: 'Affirmations', rateNote: 'De A à F pour une source, de 1 à 6 pour une affirmation (code de l’Amirauté) : ce que des personnes ont dit ; rien n’en est calculé. Une affirmation se cote à côté de ses mots, sous « Autres décisions ».', gradeA: 'entièrement fiable', gradeB: 'habituellement fiable', gradeC: 'assez fiable', gradeD: 'pas toujours fiable', gradeE: 'peu sûre', gradeF: 'ne peut être appréciée', grade1: 'confirmée par d’autres', grade2: 'probablement vraie', grade3: 'peut-être vraie', grade4: 'douteuse', grade5: 'improbable', grade6: 'ne peut être appréciée', moreSources: 'de plus', aliases: 'Noms tenus pour un seul', aliasNote: 'Le recueil tient chacun de ces noms pour un seul acteur, comme les connaissances régionales ou les documents. Les noms que vous distinguez sont dès lors deux acteurs, dans les listes, les événements, les faits et les exports ; annuler les réunit.', oneAndSame: 'Le même', notSame: 'Pas le même',
  originalFile: 'Fichier d’origine', noOriginal: 'Aucun fichier à montrer :', originalWarning: 'Voici le fichier tel qu’un autre l’a fait. Il est montré dans un cadre où aucun script ne tourne et où rien n’est chargé ; ses mots et son aspect peuvent encore tromper.', showIt: 'Le montrer',
  aFact: 'un état qui dure', subject: 'De qui ou de quoi', predicate: 'Il dit', object: 'Quoi', qualifier: 'Fonction, ou ce qui précise', since_: 'Depuis', until: 'Jusqu’à', onThe: 'Le',
  settledBy: 'tranché par', ruleMakes: 'La règle tire de tous les récits :', whoPublishes: 'Qui publie', firstDay: 'Première parution', lastDay: 'Dernière parution', shared: 'Partagent leurs mots avec d’autres', undated: 'sans jour', nobodyNamed: 'personne n’est nommé', allRead: 'Tous les fichiers ont été lus.', builds: 'Constructions', noBuilds: 'Aucune construction n’est encore notée ; la prochaine le sera.', reader: 'Lecteur', regionPack: 'Région', took: 'Durée', docsNew: 'nouveaux', docsChanged: 'changés', docsAgain: 'relus', docsSame: 'inchangés', docsFailed: 'illisibles', docsRemoved: 'retirés',
  access: 'Accès', newAccount: 'Donner accès à quelqu’un', ownPassword: 'Votre mot de passe', oldPassword: 'Ancien mot de passe', newPassword: 'Nouveau mot de passe', least: '12 lettres ou plus', changePassword: 'Changer le mot de passe', role: 'Rôle', add: 'Ajouter', remove: 'Retirer', really: 'Retirer vraiment', keep: 'Garder', changed: 'Changé.', ownAccount: 'votre propre compte', nobodyLogsIn: 'Personne ne doit se connecter ici.', selected: 'marqués', twice: 'deux fois', saveAndNext: 'décider et passer à la ligne suivante', onTimeline: 'déplacent la sélection de la chronologie, avec Maj sa fin ; sur la carte, la carte', calendar: 'Échéances en calendrier', versions: 'Versions de cette adresse', compare: 'Comparer', compared: 'Ce qui a changé par rapport à', tooLong: 'comparé ligne à ligne : trop long pour les mots', history: 'Décisions', disagree: 'On en juge différemment ; chaque jugement reste au registre.', otherwise: 'Jugé autrement par',
  login: 'Se connecter', logout: 'Se déconnecter', password: 'Mot de passe', viewer: 'lecture', annotator: 'annotation', reviewer: 'révision', admin: 'administration',
};

/** What keys do. */
const EN_ACTIONS: Record<Action, string> = {
  next: 'next row', previous: 'row before', open: 'open the evidence', close: 'close', accept: 'accept', reject: 'reject', unsure: 'unsure: one cannot tell', edit: 'correct a field', note: 'accept with a reason; where words of a document are selected, add what they tell', merge: 'merge', split: 'split',
  select: 'mark the row', range: 'mark up to here', contested: 'contested', undo: 'undo', redo: 'redo', asof: 'as-of date', dayback: 'a day back', dayon: 'a day on', reportback: 'a report back', reporton: 'a report on',
  filter: 'filter', search: 'search', go: 'go to …', source: 'open the document', cite: 'copy the citation', original: 'original file beside what was read (nothing is translated)', help: 'these keys',
};

const FR_ACTIONS: Record<Action, string> = {
  next: 'ligne suivante', previous: 'ligne précédente', open: 'ouvrir les preuves', close: 'fermer', accept: 'accepter', reject: 'rejeter', unsure: 'incertain : on ne peut pas dire', edit: 'corriger un champ', note: 'accepter avec un motif ; mots sélectionnés : ajouter ce qu’ils disent', merge: 'réunir', split: 'séparer',
  select: 'marquer la ligne', range: 'marquer jusqu’ici', contested: 'contesté', undo: 'annuler', redo: 'rétablir', asof: 'date de référence', dayback: 'un jour avant', dayon: 'un jour après', reportback: 'un article avant', reporton: 'un article après',
  filter: 'filtrer', search: 'chercher', go: 'aller à …', source: 'ouvrir le document', cite: 'copier la citation', original: 'fichier d’origine à côté du texte lu (rien n’est traduit)', help: 'ces touches',
};

/** What a key does, in the language that is set. */
export const does = (action: Action): string => (settings.language === 'fr' ? FR_ACTIONS : EN_ACTIONS)[action];

/** Words of the record that say what kind of thing something is; in English they are as the record has them. */
const FR_TERMS: Record<string, string> = {
  figure: 'chiffre', date: 'date', identity: 'identité', status: 'statut', trend: 'tendance', attribution: 'attribution', actual: 'effectif', planned: 'prévu', alleged: 'allégué', denied: 'démenti', possible: 'possible',
  place: 'lieu', actor: 'acteur', event: 'événement', fact: 'état',
  announced: 'annoncé', agreed: 'convenu', initialled: 'paraphé', signed: 'signé', ratified: 'ratifié', 'in force': 'en vigueur', suspended: 'suspendu', denounced: 'dénoncé', lapsed: 'caduc', due: 'échéance', 'being carried out': 'en cours', 'carried out': 'exécuté', ended: 'terminé', overdue: 'en retard', person: 'personne', state: 'État', 'armed-group': 'groupe armé', military: 'armée', igo: 'organisation internationale',
  killed: 'tués', injured: 'blessés', abducted: 'enlevés', captured: 'capturés', neutralized: 'neutralisés', displaced: 'déplacés', arrested: 'arrêtés', personnel: 'effectif militaire', 'bases-destroyed': 'bases détruites', equipment: 'matériel', money: 'argent', volume: 'volume', share: 'part', count: 'nombre', 'armed group': 'groupe armé', civilians: 'civils', armed_group: 'groupe armé', unknown: 'non dit', open: 'ouvert', 'no date': 'aucune date',
  deaths: 'morts', type: 'type', accounts: 'récits', tellings: 'récits', decision: 'décision', undecided: 'non jugé', accepted: 'accepté', rejected: 'rejeté', corrected: 'corrigé',
  so: 'c’est ainsi', left: 'parti', 'was made to leave': 'contraint de partir', 'made to leave': 'contraint de partir', fighters: 'combattants', favourable: 'favorable', unfavourable: 'défavorable', strong: 'fort', limited: 'limité',
  'protects civilians': 'protège les civils', 'abuses civilians': 'maltraite des civils', 'on its own': 'de lui-même', 'with backing': 'avec appui', present: 'présent', absent: 'absent', president: 'président', 'military leader': 'chef militaire',
  operational: 'opérationnel', 'being created': 'en création', improving: 's’améliore', worsening: 's’aggrave', increasing: 'augmente', decreasing: 'diminue', rising: 'monte', falling: 'baisse', security: 'sécurité', stability: 'stabilité',
  confederation: 'confédération', accusation: 'accusation', report: 'rapport', meeting: 'rencontre', transition: 'transition', 'transition period': 'période de transition', 'defence pact': 'pacte de défense', leaving: 'départ', expulsion: 'expulsion', coup: 'coup d’État', ban: 'interdiction',
  captain: 'capitaine', colonel: 'colonel', 'lieutenant colonel': 'lieutenant-colonel', 'colonel major': 'colonel-major', 'colonel-major': 'colonel-major', major: 'commandant', lieutenant: 'lieutenant', general: 'général', 'army general': 'général d’armée', 'corps general': 'général de corps d’armée', 'major general': 'général de division', 'brigadier general': 'général de brigade', sergeant: 'sergent', 'prime minister': 'Premier ministre',
  claims: 'affirme', contradicts: 'contredit', 'described-as': 'est dit',
  'part of another toll': 'partie d’un autre bilan', 'replaced by a later toll': 'remplacé par un bilan ultérieur',
  'a person\'s decision': 'décision d’une personne', 'the same sentences': 'les mêmes phrases', 'the same names, places and numbers in the same order': 'les mêmes noms, lieux et nombres dans le même ordre',
  organisation: 'organisation', company: 'entreprise', alliance: 'alliance', media: 'média',
  'member-of': 'est membre de', leads: 'dirige', 'holds-office': 'occupe la fonction', 'holds-rank': 'a le grade', 'part-of': 'fait partie de', 'affiliated-with': 'est lié à', 'alias-of': 'est un autre nom de', 'is-a': 'est', founded: 'a fondé', chaired: 'a présidé', 'headquartered-in': 'siège à', controls: 'contrôle', 'has-strength': 'compte (effectif)', 'has-status': 'a le statut', 'has-reason': 'a pour motif', 'has-origin': 'vient de', 'has-capability': 'a la capacité', 'plans-institution': 'prévoit', 'takes-part': 'prend part à', 'governs-as': 'gouverne comme', regard: 'regarde', conduct: 'se conduit', acts: 'agit', departure: 'part', denies: 'dément', 'runs-until': 'dure jusqu’à',
  agency: 'agence', newspaper: 'journal', government: 'gouvernement', ngo: 'ONG', radio: 'radio', blog: 'blog', wiki: 'wiki',
};

/** A kind, status or step in the language that is set. */
export const term = (word: string): string => (settings.language === 'fr' ? (FR_TERMS[word] ?? word) : word);

/** What is counted: one, and any other number. */
const EN_COUNTED = {
  documents: ['document', 'documents'], accounts: ['account', 'accounts'], events: ['event', 'events'], figures: ['figure', 'figures'], disputes: ['dispute', 'disputes'],
  sources: ['source', 'sources'], voices: ['independent voice', 'independent voices'], mentions: ['mention', 'mentions'], offices: ['spell', 'spells'],
} as const;

export type Counted = keyof typeof EN_COUNTED;

const FR_COUNTED: Record<Counted, readonly [string, string]> = {
  documents: ['document', 'documents'], accounts: ['récit', 'récits'], events: ['événement', 'événements'], figures: ['chiffre', 'chiffres'], disputes: ['désaccord', 'désaccords'],
  sources: ['source', 'sources'], voices: ['voix indépendante', 'voix indépendantes'], mentions: ['mention', 'mentions'], offices: ['mandat', 'mandats'],
};

const RULES = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') };

/** The word for what is counted, as its number wants it: in French none is one. */
export function noun(count: number, word: Counted): string {
  const [one, other] = (settings.language === 'fr' ? FR_COUNTED : EN_COUNTED)[word];
  return RULES[settings.language].select(count) === 'one' ? one : other;
}

/** A number with what it counts. */
export const counted = (count: number, word: Counted): string => `${number(count)} ${noun(count, word)}`;

/** A word of the interface in the language that is set. */
export function w(word: Word): string {
  return (settings.language === 'fr' ? FR : EN)[word];
}

/** A word before what it heads, with the colon as the language sets it. */
export const heads = (word: Word): string => `${w(word)}${settings.language === 'fr' ? '\u00a0' : ''}:`;

/** The day of an instant of the log. */
export const day = (at: string): string => new Date(at).toLocaleDateString(settings.language, { dateStyle: 'medium' });

/** How long something took between two instants, to the second. */
export function took(began: string, ended: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(ended) - Date.parse(began)) / 1000));
  return seconds < 60 ? `${number(seconds)} s` : `${number(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** An instant of the log, to the minute. */
export const moment = (at: string): string => new Date(at).toLocaleString(settings.language, { dateStyle: 'medium', timeStyle: 'short' });

/** How long ago an instant was, to what one counts in. */
export function ago(at: string, now: number): string {
  const minutes = Math.round((Date.parse(at) - now) / 60_000);
  const told = new Intl.RelativeTimeFormat(settings.language, { numeric: 'auto', style: 'short' });
  if (minutes > -60) return told.format(Math.min(0, minutes), 'minute');
  const hours = Math.round(minutes / 60);
  return hours > -48 ? told.format(hours, 'hour') : told.format(Math.round(hours / 24), 'day');
}

export function number(value: number): string {
  return value.toLocaleString(settings.language);
}
