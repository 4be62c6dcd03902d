-- The record, version 16: whether the date of what is only planned is the day on which it was announced.

ALTER TABLE account ADD COLUMN announced_then INTEGER NOT NULL DEFAULT 0;
