-- The record, version 1. Immutable things first, then what every finished build replaces, then what people decided.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- One version of one publication. A changed text or changed metadata is a new version; the old one is kept, superseded,
-- so that "what we knew on D" stays answerable.
CREATE TABLE document (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes_sha256 TEXT NOT NULL,
    metadata_sha256 TEXT NOT NULL,
    engine TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT, outlet TEXT, outlet_kind TEXT, url TEXT,
    published TEXT, published_earliest TEXT, published_latest TEXT,
    published_from TEXT NOT NULL CHECK (published_from IN ('metadata', 'unknown')),
    entered TEXT NOT NULL,
    superseded TEXT
) STRICT;
CREATE UNIQUE INDEX document_current ON document (name) WHERE superseded IS NULL;

-- A run of a document's text. The trigger below is law 1: a quote that is not the slice cannot be stored.
CREATE TABLE span (
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (start >= 0),
    end INTEGER NOT NULL,
    cp_start INTEGER NOT NULL CHECK (cp_start >= 0),
    cp_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    CHECK (start < end AND cp_start < cp_end AND cp_start <= start AND cp_end <= end),
    CHECK (length(CAST(quote AS BLOB)) = end - start),
    UNIQUE (document, start, end)
) STRICT;

CREATE TRIGGER law_1_evidence BEFORE INSERT ON span
WHEN CAST(new.quote AS BLOB) IS NOT
     (SELECT substr(CAST(text AS BLOB), new.start + 1, new.end - new.start) FROM document WHERE seq = new.document)
BEGIN SELECT raise(ABORT, 'law 1: the quote is not what the document says at this span'); END;

CREATE TRIGGER span_is_immutable BEFORE UPDATE OF document, start, end, cp_start, cp_end, quote ON span
BEGIN SELECT raise(ABORT, 'a span is immutable: store another one'); END;

CREATE TRIGGER text_is_immutable BEFORE UPDATE OF text, sha256, name ON document
BEGIN SELECT raise(ABORT, 'a document is immutable: store another version'); END;

CREATE TABLE date_mark (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    value TEXT NOT NULL, kind TEXT NOT NULL, earliest TEXT, latest TEXT, why TEXT NOT NULL
) STRICT;
CREATE INDEX date_mark_span ON date_mark (span);
CREATE INDEX date_mark_id ON date_mark (id);

CREATE TABLE place_mark (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    entity TEXT NOT NULL, name TEXT NOT NULL,
    lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90), lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
    level TEXT NOT NULL, country TEXT, "precision" INTEGER NOT NULL CHECK ("precision" BETWEEN 1 AND 7),
    why TEXT NOT NULL
) STRICT;
CREATE INDEX place_mark_span ON place_mark (span);
CREATE INDEX place_mark_id ON place_mark (id);
CREATE INDEX place_mark_entity ON place_mark (entity);

CREATE TABLE actor_mark (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    entity TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX actor_mark_span ON actor_mark (span);
CREATE INDEX actor_mark_id ON actor_mark (id);
CREATE INDEX actor_mark_entity ON actor_mark (entity);

CREATE TABLE figure (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    measure TEXT NOT NULL, low REAL, high REAL, approx INTEGER NOT NULL, exclusive INTEGER NOT NULL,
    unit TEXT NOT NULL, of_words TEXT NOT NULL, date TEXT, earliest TEXT, latest TEXT,
    status TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'alleged', 'denied', 'possible')),
    claimed_by TEXT, claimed_by_words TEXT, why TEXT NOT NULL
) STRICT;
CREATE INDEX figure_span ON figure (span);
CREATE INDEX figure_id ON figure (id);

CREATE TABLE figure_place (
    figure INTEGER NOT NULL REFERENCES figure ON DELETE CASCADE, position INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES place_mark ON DELETE CASCADE, PRIMARY KEY (figure, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_place_place ON figure_place (place);

CREATE TABLE account (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    type TEXT NOT NULL, mode TEXT, context TEXT, date TEXT, earliest TEXT, latest TEXT,
    status TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'alleged', 'denied', 'possible')),
    claimed_by TEXT, claimed_by_words TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), why TEXT NOT NULL
) STRICT;
CREATE INDEX account_span ON account (span);
CREATE INDEX account_id ON account (id);
CREATE INDEX account_type ON account (type, earliest);

CREATE TABLE account_also (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE, position INTEGER NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE, PRIMARY KEY (account, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_also_span ON account_also (span);

CREATE TABLE account_place (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE, position INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES place_mark ON DELETE CASCADE, PRIMARY KEY (account, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_place_place ON account_place (place);

CREATE TABLE account_figure (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE, position INTEGER NOT NULL,
    figure INTEGER NOT NULL REFERENCES figure ON DELETE CASCADE, PRIMARY KEY (account, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_figure_figure ON account_figure (figure);

CREATE TABLE account_actor (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('agent', 'target')), position INTEGER NOT NULL,
    entity TEXT NOT NULL, PRIMARY KEY (account, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_actor_entity ON account_actor (entity);

CREATE TABLE fact (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    subject TEXT NOT NULL, subject_is_entity INTEGER NOT NULL, predicate TEXT NOT NULL,
    object TEXT NOT NULL, object_is_entity INTEGER NOT NULL, qualifier TEXT,
    from_date TEXT, to_date TEXT, on_date TEXT,
    status TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'alleged', 'denied', 'possible')),
    claimed_by TEXT, claimed_by_words TEXT, why TEXT NOT NULL
) STRICT;
CREATE INDEX fact_span ON fact (span);
CREATE INDEX fact_id ON fact (id);
CREATE INDEX fact_subject ON fact (subject, predicate);

-- What could not be read, with the reason and the mend.
CREATE TABLE failure (
    name TEXT PRIMARY KEY, reason TEXT NOT NULL, mend TEXT NOT NULL, entered TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Computed: a finished build replaces all of it.
CREATE TABLE entity (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, mentions INTEGER NOT NULL, documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entity_name (
    entity TEXT NOT NULL REFERENCES entity ON DELETE CASCADE, name TEXT NOT NULL, language TEXT NOT NULL,
    mentions INTEGER NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (entity, name, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, date TEXT, earliest TEXT, latest TEXT,
    deaths_low REAL, deaths_best REAL, deaths_high REAL, deaths_rule TEXT, why TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event_account (
    event TEXT NOT NULL REFERENCES event ON DELETE CASCADE, account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    PRIMARY KEY (event, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_account_account ON event_account (account);
CREATE TABLE dispute (
    id TEXT PRIMARY KEY, about TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('figure', 'date', 'identity', 'status', 'trend', 'attribution')),
    rule TEXT NOT NULL, same_as INTEGER NOT NULL, instalment INTEGER NOT NULL, event TEXT, entities TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE dispute_row (
    dispute TEXT NOT NULL REFERENCES dispute ON DELETE CASCADE, position INTEGER NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE, value TEXT NOT NULL,
    claimed_by TEXT, claimed_by_words TEXT, PRIMARY KEY (dispute, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_row_span ON dispute_row (span);

-- Decided by people: append-only, each row chained to the one before it by hash.
CREATE TABLE decision (
    seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject')),
    target TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, entered TEXT NOT NULL
) STRICT;
CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_append_only_delete BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;

-- Full text, accents folded.
CREATE VIRTUAL TABLE document_search USING fts5 (
    title, text, content = 'document', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER document_search_insert AFTER INSERT ON document
BEGIN INSERT INTO document_search (rowid, title, text) VALUES (new.seq, new.title, new.text); END;
CREATE TRIGGER document_search_delete AFTER DELETE ON document
BEGIN INSERT INTO document_search (document_search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text); END;
CREATE VIRTUAL TABLE quote_search USING fts5 (
    quote, content = 'span', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER quote_search_insert AFTER INSERT ON span
BEGIN INSERT INTO quote_search (rowid, quote) VALUES (new.seq, new.quote); END;
CREATE TRIGGER quote_search_delete AFTER DELETE ON span
BEGIN INSERT INTO quote_search (quote_search, rowid, quote) VALUES ('delete', old.seq, old.quote); END;
