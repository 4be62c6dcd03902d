//! When a document is public: the one rule behind every `--as-of`.

/// The day from which on a document counts as public, in SQL over the columns of `document`. Where no day of publication is told,
/// a found date stands for it: its latest bound, else its earliest; with neither the document counts from the first. A day
/// of publication without an end is never surely past.
pub(super) const PUBLIC: &str = "CASE WHEN published IS NOT NULL THEN ifnull(published_latest, '9999-99-99') \
                                 ELSE ifnull(ifnull(dated_latest, dated_earliest), '') END";
