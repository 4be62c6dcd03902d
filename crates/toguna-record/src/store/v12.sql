-- The record, version 12: lists of an earlier day are found and counted from an index alone.

DROP INDEX event_when;
CREATE INDEX event_when ON event (wide, earliest, latest, told_last, told_first);
