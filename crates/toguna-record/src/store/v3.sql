-- The second coding of an account, and what is told of its two sides beside their names.
ALTER TABLE account ADD COLUMN acled TEXT;
ALTER TABLE account ADD COLUMN main INTEGER NOT NULL DEFAULT 0;
-- JSON: kinds of side and the words for unnamed parties.
ALTER TABLE account ADD COLUMN sides TEXT NOT NULL DEFAULT '{}';
