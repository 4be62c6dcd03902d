-- The record, version 11: decisions that rate a source or a claim, and facts that people add. Every link of the chain stays as it is.

CREATE TABLE decision_11 (
    seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'merge', 'split', 'same-source', 'different-event',
                                       'not-a-dispute', 'settle', 'unsure', 'add', 'rate', 'undo')),
    target TEXT NOT NULL, content TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, entered TEXT NOT NULL
) STRICT;
INSERT INTO decision_11 (seq, previous, hash, kind, target, content, note, who, entered)
    SELECT seq, previous, hash, kind, target, content, note, who, entered FROM decision ORDER BY seq;
DROP TABLE decision;
ALTER TABLE decision_11 RENAME TO decision;
CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_append_only_delete BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
ALTER TABLE fact ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
