-- The record, version 6: by what an answer about a stretch of time finds the accounts that it needs, without loading the
-- whole record. All of it is computed: a finished build replaces it.

-- An account's circle: all accounts that are alike, directly or through others. What a circle's accounts come to hangs on
-- them alone. `wide` is 0 for a date of at most 31 days, 1 for a wider or open one, 2 for none.
CREATE TABLE telling (
    account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    circle INTEGER NOT NULL, wide INTEGER NOT NULL, earliest TEXT, latest TEXT
) STRICT;
CREATE INDEX telling_when ON telling (wide, earliest, latest);

ALTER TABLE event ADD COLUMN circle INTEGER;
-- The days from which on the first and the last of the documents that tell of it are public.
ALTER TABLE event ADD COLUMN told_first TEXT;
ALTER TABLE event ADD COLUMN told_last TEXT;
CREATE INDEX event_told ON event (circle, told_first, told_last);
-- Events of which accounts are alike though they are not one event, told from both sides.
CREATE TABLE neighbour (
    event TEXT NOT NULL REFERENCES event ON DELETE CASCADE, other TEXT NOT NULL, PRIMARY KEY (event, other)
) STRICT, WITHOUT ROWID;
ALTER TABLE event ADD COLUMN wide INTEGER;
-- What lists show, filter and order by: the place in the order of time, the most precise place told, and JSON lists of the
-- ids of who acts or suffers, of every place by id and name, and of how it is told.
ALTER TABLE event ADD COLUMN listed INTEGER;
ALTER TABLE event ADD COLUMN acled TEXT;
ALTER TABLE event ADD COLUMN place TEXT;
ALTER TABLE event ADD COLUMN lat REAL;
ALTER TABLE event ADD COLUMN lon REAL;
ALTER TABLE event ADD COLUMN place_precision INTEGER;
ALTER TABLE event ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN accounts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN parties TEXT NOT NULL DEFAULT '[]';
ALTER TABLE event ADD COLUMN places TEXT NOT NULL DEFAULT '[]';
ALTER TABLE event ADD COLUMN statuses TEXT NOT NULL DEFAULT '[]';
CREATE INDEX event_listed ON event (listed);
ALTER TABLE dispute ADD COLUMN listed INTEGER;
-- JSON: what is said, with all who say it.
ALTER TABLE dispute ADD COLUMN stances TEXT NOT NULL DEFAULT '[]';
CREATE INDEX dispute_event ON dispute (event);
-- Findings of earlier versions were not noted so.
DELETE FROM meta WHERE key = 'computed';
CREATE INDEX event_when ON event (wide, earliest, latest);

-- The names and types under which an entity is told, and the day from which on one telling is public.
CREATE TABLE entity_told (
    entity TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, mentions INTEGER NOT NULL, public TEXT NOT NULL,
    PRIMARY KEY (entity, name, type)
) STRICT, WITHOUT ROWID;

-- Pairs of documents of which one repeats the other, told from both sides.
CREATE TABLE copy (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, other INTEGER NOT NULL, alike TEXT NOT NULL,
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_predicate ON fact (predicate);
-- By what decisions name documents.
CREATE INDEX document_id ON document (id);
CREATE INDEX document_sha256 ON document (sha256);
