-- The record, version 2: the day on which a document speaks, as far as anything supports one, and how it is known; and
-- what in a date's own words contradicts it.

ALTER TABLE document ADD COLUMN dated TEXT;
ALTER TABLE document ADD COLUMN dated_earliest TEXT;
ALTER TABLE document ADD COLUMN dated_latest TEXT;
ALTER TABLE document ADD COLUMN dated_by TEXT CHECK (dated_by IN ('metadata', 'byline', 'url', 'text'));
ALTER TABLE document ADD COLUMN dated_why TEXT;
ALTER TABLE date_mark ADD COLUMN contradiction TEXT;
