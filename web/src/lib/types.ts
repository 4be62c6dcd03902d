// The shapes of /api/v1 (crates/toguna-serve/src/views); `/api/v1/openapi.json` is their description.

export interface Evidence {
  doc: string;
  doc_id: string;
  outlet: string | null;
  /** A to F, where people rated the outlet. */
  outlet_reliability?: string | null;
  published: string | null;
  quote: string;
  start: number;
  end: number;
  sentence: string;
  /** The document whose words this one repeats: both are one voice. */
  copied_from?: { doc: string; doc_id: string; outlet: string | null; why: string } | null;
}

export interface Named {
  id: string;
  name: string;
}

/** Null id: a source that the text describes without a name. */
export interface Claimant {
  id: string | null;
  name: string;
  /** A to F, where people rated it. */
  reliability?: string | null;
}

export interface Place {
  name: string;
  lat: number;
  lon: number;
  /** UCDP's 1 (the point itself) to 7. */
  precision: number;
  level: string;
  country: string | null;
}

export interface Deaths {
  low: number | null;
  best: number | null;
  high: number | null;
  rule: string;
  rule_code?: Phrase | null;
}

/** What a person took to hold of an event, where its accounts dispute it. */
export interface Ruling {
  field: 'date' | 'deaths';
  dispute: string;
  value: string;
  who: string;
  note: string;
  entered: string;
  /** What the rule makes of all tellings. */
  rule_date: string | null;
  /** Low, best, high. */
  rule_deaths: [number | null, number | null, number | null] | null;
}

export type Judged = string | null;

/** What the first account of an event tells, by names. */
export interface EventWords {
  type: string;
  mode: string | null;
  agents: string[];
  targets: string[];
  places: string[];
}

export interface EventRow {
  id: string;
  type: string;
  acled_type: string | null;
  acled_subtype: string | null;
  date: string | null;
  earliest: string | null;
  latest: string | null;
  place: Place | null;
  agents: Named[];
  targets: Named[];
  status: string[];
  claimants: Claimant[];
  deaths: Deaths | null;
  settled: Ruling[];
  contested: boolean | null;
  sources: number;
  told: string;
  words?: EventWords;
  /** Pairs of its claims that people rated. */
  rated?: string[];
  evidence: Evidence[];
  judged: Judged;
}

export interface Account extends Evidence {
  id: string;
  event: string | null;
  type: string;
  mode: string | null;
  date: string | null;
  agents: Named[];
  targets: Named[];
  place: Place | null;
  status: string;
  claimed_by: Claimant | null;
  confidence: number;
  why: string;
  judged: Judged;
  credibility: string | null;
}

export interface Figure extends Evidence {
  id: string;
  measure: string;
  low: number | null;
  high: number | null;
  approx: boolean;
  exclusive: boolean;
  unit: string;
  of: string;
  date: string | null;
  place: Place | null;
  status: string;
  claimed_by: Claimant | null;
  event: string | null;
  why: string;
  judged: Judged;
  credibility: string | null;
}

export interface Side {
  id: string | null;
  name: string;
}

export interface Fact extends Evidence {
  id: string;
  subject: Side;
  predicate: string;
  object: Side;
  qualifier: string | null;
  from: string | null;
  to: string | null;
  on: string | null;
  status: string;
  claimed_by: Claimant | null;
  why: string;
  judged: Judged;
  credibility: string | null;
}

export interface Position extends Evidence {
  value: string;
  number: { low: number | null; high: number | null; approx: boolean } | null;
  voices: number;
  first_said: string | null;
  last_said: string | null;
  claimed_by: Claimant | null;
  /** Id of the row that says it. */
  claim: string | null;
  credibility: string | null;
}

/** A sentence of the record as a code, with what it was made with. */
export interface Phrase {
  code: string;
  parts: Part[];
}

/** What a sentence is made with: words that are nobody's to translate, a word of the record's tables, a sentence, or several. */
export type Part = string | { term: string } | Phrase | Part[];

export interface Dispute {
  id: string;
  kind: string;
  about: string;
  /** The same by the code of its sentence. */
  matter?: Phrase | null;
  rule: string;
  rule_code?: Phrase | null;
  same_as: boolean;
  instalment: boolean;
  event: string | null;
  entities: Named[];
  positions: Position[];
  judged: Judged;
  /** What a person takes to hold: a position, or a range. */
  settled: { value: string; range: Position['number']; who: string; note: string } | null;
}

export interface Decision {
  id: string;
  kind: string;
  target: string;
  field: string | null;
  value: string | null;
  with: string[];
  note: string;
  who: string;
  entered: string;
  attached: boolean;
  undone: boolean;
}

export interface EventPage extends EventRow {
  accounts: Account[];
  figures: Figure[];
  disputes: Dispute[];
  decisions: Decision[];
  why: string;
  why_code?: Phrase | null;
}

export interface Actor {
  id: string;
  name: string;
  kind: string;
  mentions: number;
  documents: number;
  names: { name: string; language: string; mentions: number }[];
}

export interface ActorPage extends Actor {
  facts: Fact[];
  events: EventRow[];
  disputes: Dispute[];
}

export interface DocumentRow {
  id: string;
  name: string;
  title: string | null;
  outlet: string | null;
  outlet_kind: string | null;
  published: string | null;
  published_from: string;
  language: string;
  url: string | null;
  entered: string;
  sha256: string;
  accounts: number;
  figures: number;
  facts: number;
}

export interface Span {
  start: number;
  end: number;
  kind: 'date' | 'place' | 'actor' | 'figure' | 'event' | 'fact';
  id: string;
  label: string;
}

export interface DocumentPage extends Omit<DocumentRow, 'accounts' | 'figures' | 'facts'> {
  text: string;
  spans: Span[];
  told: { accounts: Account[]; figures: Figure[]; facts: Fact[] };
}

export interface Desk {
  documents: number;
  accounts: number;
  figures: number;
  events: number;
  unplaced: number;
  disputes: number;
  failed: { file: string; why: string; mend: string }[];
  undecided: Dispute[];
  waiting: Decision[];
  newest: EventRow[];
}

/** How far people trust a source. */
export interface Rating {
  value: string;
  who: string;
  note: string;
  entered: string;
}

/** Where the record comes from. */
export interface Sources {
  claimants: { id: string; name: string; claims: number; rated: Rating | null }[];
  outlets: {
    outlet: string | null;
    kinds: string[];
    languages: string[];
    documents: number;
    undated: number;
    first: string | null;
    last: string | null;
    /** How many of its documents share their words with another one. */
    shared: number;
    /** What decisions about it bear as their target. */
    target: string | null;
    rated: Rating | null;
  }[];
  failed: { file: string; why: string; mend: string }[];
  runs: { began: string; ended: string; program: string; reader: string; pack: string; new: number; changed: number; again: number; unchanged: number; failed: number; removed: number }[];
}

/** Events as columns: the same event at the same place of each. Days are counted from 1970-01-01. */
/** How whole and how old the record is. */
export interface Health {
  documents: number;
  /** Files that could not be read. */
  failed: number;
  /** When the last build ended. */
  built: string | null;
  /** A build goes on or did not end. */
  unfinished: boolean;
  /** Lists and counts do not follow every decision yet. */
  behind: boolean;
}

export interface Geo {
  id: string[];
  lat: (number | null)[];
  lon: (number | null)[];
  precision: (number | null)[];
  types: string[];
  /** Which of `types`. */
  type: number[];
  statuses: string[];
  /** Countries and divisions of which no place inside is told, and which of them an event has. */
  areas: Named[];
  area: (number | null)[];
  /** Bit n: an account tells the n-th of `statuses`. */
  status: number[];
  earliest: (number | null)[];
  latest: (number | null)[];
  deaths: (number | null)[];
  contested: number[];
  sources: number[];
  /** Where lanes are asked for: those with most events first, and bit n of an event's number for the n-th. */
  lanes?: Lane[];
  lane?: number[];
}

/** What events share: an actor, a place, a type. */
export type Lane = Named;

/** Something that the record says otherwise than it did. */
export interface Change {
  kind: 'document' | 'event' | 'fact' | 'dispute';
  id: string;
  date: string | null;
  told: string;
  told_code?: Phrase | null;
  sources: Evidence[];
}

/** A spell of an office or rank that may run on a day. */
export interface Office {
  id: string | null;
  person: { id: string | null; name: string };
  predicate: string;
  body: { id: string | null; name: string };
  office: string | null;
  from: string | null;
  to: string | null;
  on: string | null;
  told_by: 'document' | 'pack';
  contested: boolean;
  claimed_by: Claimant | null;
  judged: Judged;
  why: string;
  evidence: Evidence | null;
}

export interface Offices {
  on: string;
  items: Office[];
}

/** A commitment with the steps that are told of it. */
export interface Step {
  step: string;
  day: string | null;
  claimed_by: string[];
  /** Which of the row's sources tell it. */
  sources: number[];
}

export interface LedgerRow {
  id: string;
  date: string | null;
  told: string;
  told_code?: Phrase | null;
  what: string;
  what_code?: Phrase | null;
  steps: Step[];
  /** Pairs of its steps that people rated. */
  rated: string[];
  status: string | null;
  claimed_by: string | null;
  sources: (Evidence & { rated: string | null })[];
}

export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
}
