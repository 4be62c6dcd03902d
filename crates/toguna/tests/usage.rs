//! Help worth reading, and exit codes that a script can trust.

mod common;

use common::{Bench, reports, toguna};

const COMMANDS: [&str; 12] =
    ["build", "code", "show", "timeline", "disputes", "diff", "export", "places", "pack", "analyse", "train", "eval"];

#[test]
fn the_help_lists_every_command_with_examples_and_exit_codes() {
    let help = toguna(["--help"]).done();
    for command in COMMANDS {
        let listed =
            help.lines().any(|line| line.split_whitespace().next() == Some(command) && line.len() > command.len() + 12);
        assert!(listed, "{command} is not listed with what it does:\n{help}");
    }
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
}

#[test]
fn the_help_of_each_command_says_what_it_does_and_shows_how() {
    for command in COMMANDS {
        let help = toguna([command, "--help"]).done();
        let first = help.lines().next().unwrap_or_default();
        assert!(first.len() > 25, "{command} --help does not begin with what it does: {first}");
        assert!(help.contains("Example"), "{command} --help shows no example:\n{help}");
        assert!(
            help.contains(&format!("toguna {command}")),
            "{command} --help does not show the command as it is typed:\n{help}"
        );
    }
    assert!(toguna(["eval", "lang", "--help"]).done().contains("CoNLL-U"));
}

#[test]
fn every_option_in_the_help_says_what_it_is_for() {
    for command in COMMANDS {
        let help = toguna([command, "-h"]).done();
        for line in help.lines().filter(|line| line.trim_start().starts_with("--")) {
            // Words follow on the same line, or on the next, further in.
            let words = line.trim_start().split("  ").filter(|part| !part.trim().is_empty()).count();
            let at = help.lines().position(|other| other == line).unwrap_or_default();
            let next = help.lines().nth(at + 1).unwrap_or_default();
            assert!(words >= 2 || next.starts_with("          "), "{command}: an option without words: {line}");
        }
    }
}

#[test]
fn wrong_usage_ends_with_two_and_says_what_is_wrong() {
    for (args, words) in [
        (vec!["read"], "unrecognized subcommand 'read'"),
        (vec!["build"], "--record"),
        (vec!["build", "in"], "--record"),
        (vec!["build", "in", "--record", "R.toguna", "--threads", "many"], "'many'"),
        (vec!["build", "in", "--record", "R.toguna", "--colour"], "--colour"),
        (vec!["timeline"], "R.toguna"),
        (vec!["timeline", "R.toguna", "--format", "xml"], "csv"),
        (vec!["show", "R.toguna", "weather", "Gao"], "actor"),
        (vec!["show", "R.toguna", "actor"], "NAME|ID"),
        (vec!["export", "R.toguna"], "--to"),
        (vec!["export", "R.toguna", "--to", "out", "--format", "xls"], "jsonl"),
        (vec!["eval", "lang", "a.conllu"], "--language"),
        (vec!["train", "a.conllu"], "--language"),
    ] {
        let said = toguna(&args).refused(2);
        assert!(said.contains(words), "{args:?} does not say '{words}': {said}");
    }
    assert_eq!(toguna::<&str>([]).code, 2, "without a command there is nothing to do");
}

#[test]
fn the_version_is_told() {
    assert_eq!(toguna(["--version"]).done(), format!("toguna {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn errors_are_one_line_that_begins_with_the_program_s_name() {
    let bench = Bench::new();
    let missing = bench.arg("missing");
    for args in [
        vec!["build", &missing, "--record", "R.toguna"],
        vec!["timeline", &missing],
        vec!["analyse", &missing],
        vec!["eval", "lang", &missing, "--model", &missing],
        vec!["train", "--language", "en", "--output", &missing, &missing],
    ] {
        let said = toguna(&args).refused(1);
        let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("toguna: ")).collect();
        assert_eq!((lines.len(), said.trim_end().lines().count()), (1, 1), "{args:?}: {said}");
        assert!(said.contains(&missing), "{args:?} does not name the file: {said}");
    }
}

#[test]
fn nothing_is_drawn_where_there_is_no_terminal() {
    let bench = Bench::with(&reports::THREE);
    let ran = toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "progress belongs on a terminal");
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\r'), "{:?}", ran.out);
}

#[test]
fn zero_threads_are_all_threads_or_refused_but_never_a_crash() {
    let bench = Bench::with(&reports::THREE);
    let ran = toguna(["build", &bench.arg("in"), "--record", &bench.arg("R.toguna"), "--threads", "0"]);
    assert!(matches!(ran.code, 0 | 2), "{ran:?}");
}

#[test]
fn a_text_is_analysed_from_a_file_and_from_standard_input() {
    let bench = Bench::with(&reports::THREE);
    let from_file = toguna(["analyse", &bench.arg("in/c-treaty.txt")]).done();
    let from_input = common::toguna_on(reports::TREATY_EN.as_bytes(), ["analyse"]).done();
    assert_eq!(from_file, from_input);
    let words = from_file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let columns: Vec<usize> = words.map(|line| line.split('\t').count()).collect();
    assert!(columns.len() > 20 && columns.iter().all(|&n| n == 10), "{columns:?}");
}

#[test]
fn the_committed_models_are_measured_and_what_is_no_model_is_refused() {
    let bench = Bench::with(&reports::THREE);
    let tree = toguna(["analyse", &bench.arg("in/c-treaty.txt")]).done();
    bench.write("own.conllu", tree.as_bytes());
    let model = common::arg(common::root().join("languages/en/model.bin"));
    let told = toguna(["eval", "lang", &bench.arg("own.conllu"), "--model", &model]).done();
    assert!(told.contains("UPOS") && told.contains("LAS"), "{told}");
    let said = toguna(["eval", "lang", &bench.arg("own.conllu"), "--model", &bench.arg("own.conllu")]).refused(1);
    assert!(said.contains("no language model") && said.contains("own.conllu"), "{said}");
    bench.write("flat.conllu", b"no columns here\n");
    let said = toguna(["eval", "lang", &bench.arg("flat.conllu"), "--model", &model]).refused(1);
    assert!(said.contains("flat.conllu") && said.contains("line 1"), "{said}");
    let said = toguna(["train", "--language", "en", "--output", &bench.arg("m.bin"), &bench.arg("flat.conllu")]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.err.contains("line 1") && !bench.path("m.bin").exists(), "{}", said.err);
}
