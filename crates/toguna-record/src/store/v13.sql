-- The record, version 13: indexes that a first build sets aside until its rows are written, with how to make them.
CREATE TABLE aside (name TEXT PRIMARY KEY, how TEXT NOT NULL) STRICT, WITHOUT ROWID;
