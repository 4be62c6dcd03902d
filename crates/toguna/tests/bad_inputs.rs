//! Law 10, hostile input is data: what cannot be read is told with file, reason and mend, and costs nothing else.

mod common;

use common::{Bench, Ran, arg, reports, toguna};

/// Builds `in/` where something in it cannot be read.
fn build(bench: &Bench) -> Ran {
    toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna")])
}

/// A bad file beside a good one: the good one is read, the bad one is listed with these words, and the build is done.
#[track_caller]
fn assert_fails_alone(name: &str, bytes: &[u8], words: &[&str]) {
    let bench = Bench::with(&[("good.txt", reports::DJIBO_EN)]);
    bench.write(&format!("in/{name}"), bytes);
    let summary = build(&bench).done();
    assert!(summary.contains("1 read, 0 unchanged, 1 failed; 1 in the record"), "{summary}");
    let failed = summary.split("\nfailed:\n").nth(1).expect("the failed files are listed at the end");
    let line =
        failed.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name} is not listed: {summary}"));
    for word in words {
        assert!(line.contains(word), "'{word}' is not said: {line}");
    }
    assert!(bench.table("events").iter().any(|row| row["doc"] == "good.txt"), "the good file told nothing");
}

#[test]
fn an_empty_file_fails_alone() {
    assert_fails_alone("bad.txt", b"", &["empty", "leave this one out"]);
    assert_fails_alone("bad.md", b" \r\n\t\n", &["empty", "leave this one out"]);
}

#[test]
fn a_page_without_words_fails_alone() {
    assert_fails_alone("bad.html", b"<html><head><script>var x = 1;</script></head><body></body></html>", &["empty"]);
}

#[test]
fn binary_files_fail_alone_under_any_name() {
    let noise: Vec<u8> = (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_fails_alone("bad.txt", &noise, &["binary", "give the text as .txt"]);
    assert_fails_alone("bad.txt", b"Gunmen\0 attacked Djibo\0 on 11 May 2025", &["binary", "give the text as .txt"]);
    assert_fails_alone("bad.html", b"<p>Gunmen\0 attacked Djibo</p>", &["binary"]);
}

#[test]
fn a_pdf_renamed_to_text_is_told_as_a_pdf() {
    assert_fails_alone("bad.txt", b"%PDF-1.7\n1 0 obj << >> endobj", &["PDF", "pdftotext"]);
    assert_fails_alone("bad.txt", b"PK\x03\x04\x14\x00\x06\x00", &["zip", "save its text"]);
}

#[test]
fn bytes_that_are_not_in_the_charset_they_announce_fail_alone() {
    assert_fails_alone("bad.txt", b"\xff\xfeG\x00u\x00\x00\xd8", &["UTF-16LE", "save it as UTF-8"]);
}

#[test]
fn a_language_that_is_not_read_fails_alone_and_the_known_ones_are_named() {
    assert_fails_alone("bad.txt", reports::GERMAN.as_bytes(), &["languages", "en, fr", "metadata.jsonl"]);
    assert_fails_alone("bad.txt", "Армия сообщила о боях на севере страны".as_bytes(), &["languages"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_fails_alone() {
    let bench = Bench::with(&[("good.txt", reports::DJIBO_EN)]);
    std::os::unix::fs::symlink("/nonexistent/report.txt", bench.path("in/bad.txt")).expect("a link");
    let summary = build(&bench).done();
    assert!(summary.contains("1 read, 0 unchanged, 1 failed"), "{summary}");
    assert!(
        summary.contains("bad.txt: No such file") && summary.contains("check that the file may be read"),
        "{summary}"
    );
}

#[test]
fn many_bad_files_are_all_listed_and_mended_ones_leave_the_list() {
    let bench = Bench::with(&reports::THREE);
    for (name, bytes) in [("x.txt", &b""[..]), ("y.txt", b"\0"), ("z.txt", b"%PDF-1.4")] {
        bench.write(&format!("in/{name}"), bytes);
    }
    let first = build(&bench).done();
    assert!(first.contains("3 read, 0 unchanged, 3 failed; 3 in the record"), "{first}");
    for name in ["x.txt", "y.txt", "z.txt"] {
        assert!(
            first.contains(&format!("{}: ", bench.arg(&format!("in/{name}")))),
            "the path of {name} is told: {first}"
        );
    }
    bench.write("in/x.txt", reports::TREATY_EN.as_bytes());
    let second = build(&bench).done();
    assert!(second.contains("1 read, 3 unchanged, 2 failed; 4 in the record"), "{second}");
}

#[test]
fn a_build_of_which_nothing_can_be_read_ends_with_an_error() {
    let bench = Bench::with(&[("bad.txt", "")]);
    let ran = build(&bench);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("0 unchanged, 1 failed; 0 in the record"), "{}", ran.out);
}

#[test]
fn a_bad_line_of_metadata_costs_itself_and_is_told_with_its_number() {
    let bench = Bench::with(&reports::THREE);
    let rows = "{\"file\": \"a-djibo.txt\", \"outlet\": \"Kora Ledger\"}\nnot an object\n{\"outlet\": \"No file\"}\n{\"file\": \"nowhere.txt\"}\n";
    bench.write("in/metadata.jsonl", rows.as_bytes());
    let summary = build(&bench).done();
    let warned = summary.split("\nmetadata:\n").nth(1).expect("what is wrong with the metadata is listed");
    assert!(warned.contains(&format!("{}: metadata line 2: ", bench.arg("in/metadata.jsonl"))), "{warned}");
    assert!(warned.contains("line 3: missing field `file`"), "{warned}");
    assert!(warned.contains("metadata names 'nowhere.txt', which is not among the documents"), "{warned}");
    let document = bench.table("documents").into_iter().find(|row| row["doc"] == "a-djibo.txt").expect("the document");
    assert_eq!(document["outlet"], "Kora Ledger");
}

#[test]
fn a_day_of_publication_that_is_no_date_is_told_and_stays_unknown() {
    let bench = Bench::with(&reports::THREE);
    bench.write("in/metadata.jsonl", br#"{"file": "a-djibo.txt", "published": "last Tuesday"}"#);
    let summary = build(&bench).done();
    assert!(summary.contains("a-djibo.txt") && summary.contains("'last Tuesday'"), "nothing is said of it: {summary}");
    assert!(summary.contains("2024-07-06"), "what a date looks like is not shown: {summary}");
    let document = bench.table("documents").into_iter().find(|row| row["doc"] == "a-djibo.txt").expect("the document");
    assert!(document["published"].is_null(), "{document}");
}

#[test]
fn metadata_that_is_not_there_stops_the_build() {
    let bench = Bench::with(&reports::THREE);
    let ran =
        toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--metadata", &bench.arg("no.jsonl")]);
    let said = ran.refused(1);
    assert!(said.contains("no.jsonl"), "{said}");
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let bench = Bench::new();
    let said = build(&bench).refused(1);
    assert!(said.contains(&bench.arg("in")) && said.contains("check the path"), "{said}");
    assert!(!bench.path("R.toguna").exists(), "no record is made for nothing");
}

#[test]
fn a_folder_without_documents_is_told() {
    let bench = Bench::new();
    bench.write("in/photo.jpg", b"x");
    let said = build(&bench).refused(1);
    assert!(said.contains("no .txt, .md or .html file in"), "{said}");
    assert!(!bench.path("R.toguna").exists(), "no record is made for nothing");
}

#[test]
fn files_of_other_kinds_are_left_out_and_named() {
    let bench = Bench::with(&reports::THREE);
    bench.write("in/photo.jpg", b"x");
    bench.write("in/deeper/more.txt", reports::DJIBO_EN.as_bytes());
    let summary = build(&bench).done();
    assert!(summary.contains("left out (not .txt, .md or .html):\n  photo.jpg\n"), "{summary}");
    assert!(bench.table("documents").iter().any(|row| row["doc"] == "deeper/more.txt"));
}

#[test]
fn two_files_of_one_name_are_refused_with_a_way_out() {
    let bench = Bench::with(&reports::THREE[..1]);
    bench.write("other/a-djibo.txt", reports::DJIBO_FR.as_bytes());
    let files = [bench.arg("in/a-djibo.txt"), bench.arg("other/a-djibo.txt")];
    let said = toguna(["build", &files[0], &files[1], "--record", &bench.arg("R.toguna")]).refused(1);
    assert!(said.contains("'a-djibo.txt'") && said.contains("build from the folder above them"), "{said}");
}

/// A record's path that cannot be one, for building and for asking.
#[track_caller]
fn assert_no_record(bench: &Bench, path: &str, words: &[&str]) {
    let record = bench.arg(path);
    let to = bench.arg("out");
    for args in [
        vec!["build", &bench.arg("in"), "--record", &record],
        vec!["timeline", &record],
        vec!["disputes", &record],
        vec!["show", &record, "actor", "jnim"],
        vec!["export", &record, "--to", &to],
    ] {
        let said = toguna(&args).refused(1);
        for word in [record.as_str()].iter().chain(words) {
            assert!(said.contains(word), "{args:?} does not say '{word}': {said}");
        }
        let once = said.matches(&record).count();
        assert!(once <= 2, "{args:?} says the path {once} times: {said}");
    }
}

#[test]
fn a_record_that_is_a_folder_is_refused() {
    let bench = Bench::with(&reports::THREE);
    assert_no_record(&bench, "in", &["is no Toguna record", "toguna build --record"]);
    assert!(!bench.path("in-lock").exists(), "nothing is left beside the folder");
}

#[test]
fn a_record_that_is_another_file_is_refused_and_left_as_it_is() {
    let bench = Bench::with(&reports::THREE);
    let bytes = b"Dear reader, this is a letter and no database.".repeat(100);
    bench.write("letter.toguna", &bytes);
    assert_no_record(&bench, "letter.toguna", &["is no Toguna record", "toguna build --record"]);
    assert_eq!(std::fs::read(bench.path("letter.toguna")).expect("it is there"), bytes);
}

#[test]
fn a_record_in_a_folder_that_is_not_there_is_refused_with_a_mend() {
    let bench = Bench::with(&reports::THREE);
    let said = toguna(["build", &bench.arg("in"), "--record", &bench.arg("no/such/R.toguna")]).refused(1);
    assert!(said.contains(&bench.arg("no/such")) && said.contains("folder"), "{said}");
    assert_eq!(said.matches("No such file").count(), 1, "the reason is said once: {said}");
}

#[test]
fn a_record_that_another_build_writes_is_left_alone() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    let lock = std::fs::File::open(bench.path("R.toguna-lock")).expect("the lock file");
    lock.try_lock().expect("nobody writes");
    let said = build(&bench).refused(1);
    assert!(said.contains("another build is writing") && said.contains("wait for it"), "{said}");
    toguna(["timeline", &bench.arg("R.toguna")]).done();
    drop(lock);
    bench.build();
}

#[test]
fn a_pack_that_is_not_there_names_those_that_are() {
    let bench = Bench::with(&reports::THREE);
    let said = toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--pack", "atlantis"]).refused(1);
    assert!(said.contains("no pack 'atlantis'") && said.contains("sahel"), "{said}");
}

#[test]
fn an_export_into_a_file_is_refused() {
    let bench = Bench::with(&reports::THREE);
    bench.build();
    bench.write("out", b"precious");
    let said = toguna(["export", &arg(bench.path("R.toguna")), "--to", &bench.arg("out")]).refused(1);
    assert!(said.contains("is no folder"), "{said}");
    assert_eq!(std::fs::read(bench.path("out")).expect("it is there"), b"precious");
}
