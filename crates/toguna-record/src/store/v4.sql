-- Version 4: what is told of the dead of an event, and how figures hang together.

ALTER TABLE figure ADD COLUMN part_of INTEGER REFERENCES figure;
ALTER TABLE figure ADD COLUMN supersedes INTEGER REFERENCES figure;

-- A number of dead, a person, people without a number, or nobody; `victims` numbers the dead of a document.
CREATE TABLE toll (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL,
    span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,
    measure TEXT NOT NULL CHECK (measure IN ('killed', 'neutralized')),
    low REAL, best REAL, high REAL,
    side TEXT NOT NULL CHECK (side IN ('state', 'armed_group', 'civilians', 'unknown')),
    status TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'alleged', 'denied', 'possible')),
    claimed_by TEXT, claimed_by_words TEXT, victims INTEGER NOT NULL,
    part_of INTEGER, superseded_by INTEGER
) STRICT;
CREATE INDEX toll_span ON toll (span);
CREATE INDEX toll_id ON toll (id);

CREATE TABLE account_toll (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE, position INTEGER NOT NULL,
    toll INTEGER NOT NULL REFERENCES toll ON DELETE CASCADE, PRIMARY KEY (account, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_toll_toll ON account_toll (toll);

-- The deaths of an event by side, one row a side.
CREATE TABLE event_deaths (
    event TEXT NOT NULL REFERENCES event ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('state', 'armed_group', 'civilians', 'unknown')),
    low REAL, best REAL, high REAL, PRIMARY KEY (event, side)
) STRICT, WITHOUT ROWID;
