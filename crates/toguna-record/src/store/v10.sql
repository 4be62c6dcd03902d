-- The record, version 10: what people settled of an event, and the builds that were run.

-- JSON: what holds of its date or its dead, who says so, and what the rule makes of all tellings.
ALTER TABLE event ADD COLUMN settled TEXT;
CREATE INDEX event_settled ON event (id) WHERE settled IS NOT NULL;
-- Findings of earlier versions were not noted so.
DELETE FROM meta WHERE key = 'computed';

-- Finished builds, in their order.
CREATE TABLE run (
    seq INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT NOT NULL, program TEXT NOT NULL, reader TEXT NOT NULL,
    pack TEXT NOT NULL, new INTEGER NOT NULL, changed INTEGER NOT NULL, again INTEGER NOT NULL, unchanged INTEGER NOT NULL,
    failed INTEGER NOT NULL, removed INTEGER NOT NULL
) STRICT;
