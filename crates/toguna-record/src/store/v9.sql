-- The record, version 9: decisions that add what words of a document tell. Every link of the chain stays as it is.

CREATE TABLE decision_9 (
    seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'merge', 'split', 'same-source', 'different-event',
                                       'not-a-dispute', 'settle', 'unsure', 'add', 'undo')),
    target TEXT NOT NULL, content TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, entered TEXT NOT NULL
) STRICT;
INSERT INTO decision_9 (seq, previous, hash, kind, target, content, note, who, entered)
    SELECT seq, previous, hash, kind, target, content, note, who, entered FROM decision ORDER BY seq;
DROP TABLE decision;
ALTER TABLE decision_9 RENAME TO decision;
CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_append_only_delete BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
-- Whether the row is a person's. Such rows follow from the decisions: they stand here so that parts of the record find them,
-- and are left aside where the whole is read.
ALTER TABLE date_mark ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE figure ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE toll ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
