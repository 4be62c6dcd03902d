//! What `--help` of each command shows below its options: the command as it is typed, and what it reads or gives.

/// `toguna --help`.
pub(crate) const TOGUNA: &str = "\
Examples:
  toguna build reports/ --record sahel.toguna        read a folder of .txt, .md and .html files into a record
  toguna disputes sahel.toguna                       where accounts do not agree
  toguna show sahel.toguna actor jnim                one actor: names, events, claims, each with its sentence
  toguna timeline sahel.toguna --as-of 2024-12-31    what the public record said on that day
  toguna export sahel.toguna --to out/ --format csv  tables for a spreadsheet
  toguna code < documents.jsonl > coded.jsonl        code documents without a record

Exit codes: 0 done, 1 an error that is told, 2 wrong usage, 130 stopped by Ctrl-C (the record opens and goes on).";

/// `toguna build --help`.
pub(crate) const BUILD: &str = "\
Examples:
  toguna build reports/ --record sahel.toguna
  toguna build a.txt b.html --record sahel.toguna --metadata told.jsonl

A line of metadata:
  {\"file\": \"a.txt\", \"outlet\": \"The Kora Ledger\", \"published\": \"2024-07-06\", \"language\": \"en\"}

Run the same command again to go on after an interruption, or when files came or changed: only those are read. A file
that cannot be read is listed at the end with the reason, and costs nothing else; where no file can be read at all the
command ends with 1. A file that is gone stays in the record until --prune.";

/// `toguna code --help`.
pub(crate) const CODE: &str = "\
Example:
  echo '{\"id\": 1, \"text\": \"Gunmen attacked Djibo on 11 May 2025.\"}' | toguna code

A line of input has \"id\" and \"text\", and may have \"published\" (EDTF, such as 2025-05-12), \"language\" and \"outlet\".
A line of output has the same id, \"language\", and the tables \"dates\", \"places\", \"actors\", \"figures\", \"events\" and
\"facts\"; \"start\" and \"end\" count code points of the text. A line that cannot be coded gives \"error\" in its place, and
what is odd but harmless is listed in \"warnings\".";

/// `toguna show --help`.
pub(crate) const SHOW: &str = "\
Examples:
  toguna show sahel.toguna actor jnim
  toguna show sahel.toguna place Djibo --as-of 2025-05
  toguna show sahel.toguna figure killed --format csv > killed.csv
  toguna show sahel.toguna dispute toll";

/// `toguna timeline --help`.
pub(crate) const TIMELINE: &str = "\
Examples:
  toguna timeline sahel.toguna --from 2024-07 --to 2024-09
  toguna timeline sahel.toguna --as-of 2024-12-31 --format json";

/// `toguna disputes --help`.
pub(crate) const DISPUTES: &str = "\
Examples:
  toguna disputes sahel.toguna --kind figure
  toguna disputes sahel.toguna --actor ECOWAS --as-of 2025-01-31";

/// `toguna diff --help`.
pub(crate) const DIFF: &str = "\
Examples:
  toguna diff sahel.toguna --from 2024-12 --to 2025-01
  toguna diff sahel.toguna --from 2025-01-15 --clock knew --format json";

/// `toguna serve --help`.
pub(crate) const SERVE: &str = "\
Examples:
  toguna serve sahel.toguna                          then open http://127.0.0.1:8420/
  toguna serve sahel.toguna --listen 127.0.0.1:9000
  curl 'http://127.0.0.1:8420/api/v1/events?type=ASSAULT&contested=true'

Without more, this machine alone is answered and nobody logs in. For others: make accounts (toguna account), put a proxy
that speaks TLS before the server, and say --behind-proxy. A build may write the record meanwhile; open pages follow.";

pub(crate) const ACCOUNT: &str = "\
Examples:
  toguna account add sahel.toguna awa --role admin       asks for the password
  toguna account list sahel.toguna
  toguna account remove sahel.toguna awa

Accounts stand in sahel.toguna-accounts, passwords as argon2id hashes. A running server follows at once.";

/// `toguna export --help`.
pub(crate) const EXPORT: &str = "\
Examples:
  toguna export sahel.toguna --to out/
  toguna export sahel.toguna --to then/ --format csv --as-of 2024-12-31
  toguna export sahel.toguna --to map/ --format geojson  events.geojson for QGIS or Kepler
  toguna export sahel.toguna --to coded/ --format acled  acled.csv; with ucdp, ucdp.csv

jsonl, csv and parquet are eight tables: documents, dates, places, actors, figures, events, facts, disputes. In each, \"quote\" is the text of its
document from \"start\" to \"end\" (code points, end exclusive). The same record gives the same bytes.";

/// `toguna decide --help`.
pub(crate) const DECIDE: &str = "\
Examples:
  toguna decide sahel.toguna reject 3f2a9c --who Awa --why 'the number counts fighters, not civilians'
  toguna decide sahel.toguna correct 3f2a9c --field date --value 2025-05-11 --who Awa
  toguna decide sahel.toguna merge 91bc04 --with 77aa12 --who Awa
  toguna decide sahel.toguna split 91bc04 --with 5d00e1 --who Awa
  toguna decide sahel.toguna same-source wire.txt --with reprint.txt --who Awa
  toguna decide sahel.toguna settle 6c11d2 --value 7..12 --who Awa --why 'the lists of both hospitals'
  toguna decide sahel.toguna undo 0b66fe --who Awa

Ids stand in exports and in --format json; six characters are enough. A decision keeps the words and the value that it
judged and attaches to those alone; where a rebuild reads them otherwise, it waits (toguna decisions --waiting).";

/// `toguna decisions --help`.
pub(crate) const DECISIONS: &str = "\
Examples:
  toguna decisions sahel.toguna --waiting
  toguna decisions sahel.toguna --export judged.jsonl
  toguna decisions other.toguna --import judged.jsonl";

/// `toguna backup --help`.
pub(crate) const BACKUP: &str = "\
Examples:
  toguna backup sahel.toguna --to sahel-monday.toguna
  toguna restore sahel-monday.toguna --to sahel.toguna";

/// `toguna analyse --help`.
pub(crate) const ANALYSE: &str = "\
Examples:
  toguna analyse report.txt
  echo 'Gunmen attacked Djibo.' | toguna analyse --language en";

/// `toguna train --help`.
pub(crate) const TRAIN: &str = "\
Example:
  toguna train --language fr --output languages/fr/model.bin --licence 'LGPL-LR' fr_sequoia-ud-train.conllu";

/// `toguna eval --help`.
pub(crate) const EVAL: &str = "\
Example:
  toguna eval lang --language fr fr_sequoia-ud-test.conllu";

/// `toguna places --help`.
pub(crate) const PLACES: &str = "\
Examples:
  toguna places find Djibo
  toguna places import TZ.zip --output tanzania.tsv
  toguna build reports --record R.toguna --gazetteer tanzania.tsv
  toguna places import ML.zip NE.zip NG.zip --near ML,NE --within 50 --output folder";

/// `toguna pack --help`.
pub(crate) const PACK: &str = "\
Examples:
  toguna pack check
  toguna pack check my-knowledge/packs/sahel

Every fault is one line: the table, the row, and what is expected. Exit code 1 if there is one.";
