-- The record, version 15: what a dispute is about and why it is one by the codes of their sentences, with what they were made
-- with, beside the English words.

ALTER TABLE dispute ADD COLUMN matter TEXT;
ALTER TABLE dispute ADD COLUMN reason TEXT;
-- Findings of earlier versions were not noted so.
DELETE FROM meta WHERE key = 'computed';
