-- The record, version 5: a decision keeps the content that it judged (the text's hash, the words, what they told), so that
-- it attaches again by content; every kind of decision. Decisions of earlier versions have no content and keep their links.

CREATE TABLE decision_5 (
    seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'merge', 'split', 'same-source', 'different-event',
                                       'not-a-dispute', 'undo')),
    target TEXT NOT NULL, content TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, entered TEXT NOT NULL
) STRICT;
INSERT INTO decision_5 (seq, previous, hash, kind, target, content, note, who, entered)
    SELECT seq, previous, hash, kind, target, '', note, who, entered FROM decision ORDER BY seq;
DROP TABLE decision;
ALTER TABLE decision_5 RENAME TO decision;
CREATE TRIGGER decision_is_append_only_update BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_is_append_only_delete BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
-- How far the chain reached, so that a cut end is found.
INSERT OR REPLACE INTO meta (key, value)
    SELECT 'decisions', count(*) || ' ' || ifnull((SELECT hash FROM decision ORDER BY seq DESC LIMIT 1), '0') FROM decision;
