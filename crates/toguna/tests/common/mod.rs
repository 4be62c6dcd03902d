//! What every black-box test needs: the built program, folders of its own, and a way to read what was exported.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

pub mod reports;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The tables of an export, in the order of the contract.
pub const TABLES: [&str; 8] = ["documents", "dates", "places", "actors", "figures", "events", "facts", "disputes"];

/// What one run of the program gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output of a run that must have ended well.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "ended with {}\n{}\n{}", self.code, self.out, self.err);
        self.out
    }

    /// Standard error of a run that must have ended with this code and written nothing else.
    #[track_caller]
    pub fn refused(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert_eq!(self.out, "", "an error belongs on standard error alone");
        self.err
    }
}

/// The program with its arguments, away from the settings of whoever runs the tests.
pub fn program<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toguna"));
    command.args(args).env_remove("TOGUNA_KNOWLEDGE").env("NO_COLOR", "1").stdin(Stdio::null());
    // What is tested here does not hang on the reader; the exact one's own tests stand in toguna-lang.
    command.env("TOGUNA_READER", "fast");
    command
}

/// Runs the program to its end.
#[track_caller]
pub fn toguna<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Ran {
    told(program(args).output().expect("the program starts"))
}

/// Runs the program to its end on these bytes of standard input.
#[track_caller]
pub fn toguna_on<S: AsRef<std::ffi::OsStr>>(input: &[u8], args: impl IntoIterator<Item = S>) -> Ran {
    let mut command = program(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // Written from beside, so that neither side waits for the other when both pipes are full.
    let writer = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends").expect("the program reads all of its input");
    told(output)
}

fn told(output: std::process::Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A path as an argument.
pub fn arg(path: impl AsRef<Path>) -> String {
    path.as_ref().to_str().expect("a path in UTF-8").to_owned()
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project's root")
}

/// The example reports.
pub fn examples() -> PathBuf {
    root().join("examples/sahel")
}

/// A folder for one test, with what tests do in it.
pub struct Bench {
    folder: PathBuf,
    _guard: Option<TempDir>,
}

impl Bench {
    /// An empty one.
    pub fn new() -> Bench {
        let guard = tempfile::tempdir().expect("a folder for the test");
        Bench { folder: guard.path().to_owned(), _guard: Some(guard) }
    }

    /// One whose `in/` holds these files.
    pub fn with(files: &[(&str, &str)]) -> Bench {
        let bench = Bench::new();
        for (name, text) in files {
            bench.write(&format!("in/{name}"), text.as_bytes());
        }
        bench
    }

    /// One whose `in/` holds the example reports.
    pub fn with_examples() -> Bench {
        let bench = Bench::new();
        for entry in fs::read_dir(examples()).expect("the examples") {
            let path = entry.expect("an example").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            bench.write(&format!("in/{name}"), &fs::read(&path).expect("an example is read"));
        }
        bench
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The same as an argument.
    pub fn arg(&self, name: &str) -> String {
        arg(self.path(name))
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, bytes).expect("the file is written");
    }

    /// Builds `in/` into `R.toguna`.
    #[track_caller]
    pub fn build(&self) -> String {
        toguna(["build", &self.arg("in"), "--record", &self.arg("R.toguna")]).done()
    }

    /// Exports a record as it is now: the bytes of each file.
    #[track_caller]
    pub fn export(&self, record: &str, format: &str) -> BTreeMap<String, Vec<u8>> {
        let to = tempfile::tempdir_in(&self.folder).expect("a folder for the export");
        toguna(["export", &self.arg(record), "--to", &arg(to.path()), "--format", format]).done();
        files_of(to.path())
    }

    /// One table of `R.toguna` as JSON.
    #[track_caller]
    pub fn table(&self, name: &str) -> Vec<Value> {
        rows(&self.export("R.toguna", "jsonl")[&format!("{name}.jsonl")])
    }
}

/// Every file of a folder.
pub fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| (arg(path.file_name().expect("a name")), fs::read(&path).expect("a file"))).collect()
}

/// The rows of JSON Lines.
#[track_caller]
pub fn rows(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// A run of code points of a text.
pub fn slice(text: &str, start: u64, end: u64) -> String {
    text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
}

/// Fails unless a row's quote is its document's text from start to end, and is not empty.
#[track_caller]
pub fn assert_quotes(text: &str, row: &Value, place: &str) {
    let at = |name: &str| row[name].as_u64().unwrap_or_else(|| panic!("{place}: no {name} in {row}"));
    let quote = row["quote"].as_str().unwrap_or_else(|| panic!("{place}: no quote in {row}"));
    assert!(!quote.is_empty(), "{place}: an empty quote in {row}");
    assert_eq!(slice(text, at("start"), at("end")), quote, "{place}: the slice is not the quote in {row}");
}

/// The example reports, built once for a test file, with their record and export.
pub fn sahel() -> &'static Bench {
    static SAHEL: OnceLock<Bench> = OnceLock::new();
    SAHEL.get_or_init(|| {
        // Nothing static is ever dropped, so this folder is the one of the last run and not one more in /tmp.
        let name = std::env::current_exe().expect("the test has a name");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.file_name().expect("a file"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the examples' record");
        let bench = Bench { folder, _guard: None };
        toguna(["build", &arg(examples()), "--record", &bench.arg("R.toguna")]).done();
        toguna(["export", &bench.arg("R.toguna"), "--to", &bench.arg("out")]).done();
        bench
    })
}
