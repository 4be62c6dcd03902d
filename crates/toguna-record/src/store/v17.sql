-- The record, version 17: the larger event of which an event is a part, and why.

ALTER TABLE event ADD COLUMN part_of TEXT;
ALTER TABLE event ADD COLUMN part_why TEXT;
CREATE INDEX event_part ON event (part_of) WHERE part_of IS NOT NULL;
-- Findings of earlier versions were not noted so.
DELETE FROM meta WHERE key = 'computed';
