-- The record, version 8: a build or a merge writes only the rows that differ. So no row holds its place among others: lists
-- are ordered by what they tell, and by where the words of the first account stand.

DROP INDEX event_listed;
ALTER TABLE event DROP COLUMN listed;
ALTER TABLE dispute DROP COLUMN listed;
-- The number of the event's first account.
ALTER TABLE event ADD COLUMN first_account INTEGER;
-- Findings of earlier versions were not noted so.
DELETE FROM meta WHERE key = 'computed';
-- How often something was written: what was prepared before is told by it from what is prepared on the record of now.
INSERT INTO meta (key, value) VALUES ('written', '0');
