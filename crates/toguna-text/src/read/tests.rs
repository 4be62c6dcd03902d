//! Cases of reading: charsets, line ends, pages, and what is refused.

use super::*;
use crate::language::two;

fn text_of(name: &str, bytes: &[u8]) -> String {
    read(name, bytes, Metadata::default(), &two()).expect("it can be read").text().to_string()
}

fn error_of(name: &str, bytes: &[u8]) -> String {
    read(name, bytes, Metadata::default(), &two()).expect_err("it cannot be read").to_string()
}

const WORDS: &str =
    "L'armée a déjà quitté la région où elle était ; « c'est terminé ».\nLe général l'a confirmé à la télévision.";

#[test]
fn every_charset_gives_the_same_words() {
    let utf16 = |swap: bool, mark: bool| {
        let units = std::iter::once(0xfeff).filter(|_| mark).chain(WORDS.encode_utf16());
        units.flat_map(|u| if swap { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = WORDS.chars().map(|c| c as u32 as u8).collect();
    assert_eq!(text_of("a.txt", WORDS.as_bytes()), WORDS);
    assert_eq!(text_of("a.txt", format!("\u{feff}{WORDS}").as_bytes()), WORDS);
    assert_eq!(text_of("a.txt", &utf16(false, true)), WORDS);
    assert_eq!(text_of("a.txt", &utf16(true, true)), WORDS);
    assert_eq!(text_of("a.txt", &utf16(false, false)), WORDS);
    assert_eq!(text_of("a.txt", &latin), WORDS);
}

#[test]
fn a_page_is_read_in_the_charset_it_announces() {
    let page = b"<html><head><meta charset=\"iso-8859-15\"></head><body><p>Co\xfbt : 5 \xa4</p></body></html>";
    assert_eq!(text_of("a.html", page), "Coût : 5 €");
}

#[test]
fn only_line_ends_and_the_mark_change_in_a_text() {
    assert_eq!(text_of("a.txt", b"\xef\xbb\xbfone\r\ntwo\rthree\n\n  four  \t"), "one\ntwo\nthree\n\n  four  \t");
    // Decomposed accents stay decomposed: offsets are those of the file.
    assert_eq!(text_of("a.md", "Se\u{301}gou".as_bytes()), "Se\u{301}gou");
}

#[test]
fn a_page_fills_in_what_the_metadata_leaves_open() {
    let page = "<html lang=\"fr\"><head><title>Titre</title><meta property=\"article:published_time\" content=\"2024-05-06T07:08:09Z\"></head><body><p>Words that are English words of a page.</p></body></html>";
    let row = Metadata { title: Some("Told".into()), ..Metadata::default() };
    let document = read("a.htm", page.as_bytes(), row, &two()).expect("a page");
    assert_eq!(document.metadata().title.as_deref(), Some("Told"));
    assert_eq!(document.metadata().published.as_deref(), Some("2024-05-06"));
    assert_eq!(document.language(), "fr");
    assert_eq!(document.text(), "Words that are English words of a page.");
}

#[test]
fn a_language_that_is_not_known_is_named_as_such() {
    let german = "Die Regierung hat am Montag erklärt, dass die Truppen das Land bis zum Ende des Jahres verlassen werden. Der Minister sprach von einer schwierigen Entscheidung.";
    let document = read("a.txt", german.as_bytes(), Metadata::default(), &two()).expect("a text");
    assert!(document.is_of_unknown_language());
    let row = Metadata { language: Some("en-GB".into()), ..Metadata::default() };
    assert_eq!(read("a.txt", german.as_bytes(), row, &two()).expect("a text").language(), "en");
}

#[test]
fn what_is_no_document_is_told_with_its_mend() {
    assert!(error_of("a.txt", b" \n\t ").contains("empty"));
    assert!(error_of("a.html", b"<html><script>x</script></html>").contains("empty"));
    assert!(error_of("a.pdf", b"%PDF-1.7 ...").contains("pdftotext"));
    assert!(error_of("a.docx", b"PK\x03\x04....").contains("save its text"));
    assert!(error_of("a.bin", b"ab\0cd\0\0ef").contains("binary"));
    assert!(error_of("a.txt", b"\xff\xfea\x00\x00\xd8").contains("UTF-16LE"));
    assert!(error_of("a.html", &vec![b' '; MOST_HTML + 1]).contains("split it"));
    assert!(error_of("a.txt", &vec![b' '; MOST_TEXT + 1]).contains("split it"));
}
