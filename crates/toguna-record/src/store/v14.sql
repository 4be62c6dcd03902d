-- The record, version 14: how many events a day tells, and which it tells in part, is read from a stretch of an index.

-- 0 where all that tells of the event became public within 31 days, else 1.
ALTER TABLE event ADD COLUMN told_long INTEGER NOT NULL DEFAULT 1;
CREATE INDEX event_open ON event (told_long, told_first, told_last);
CREATE INDEX event_last ON event (wide, told_last);
-- Findings of earlier versions were not noted so.
DELETE FROM meta WHERE key = 'computed';
