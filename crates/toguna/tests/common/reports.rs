//! Reports written for these tests: public events, invented words, in the two languages that are read.

/// An attack as an agency might tell it.
pub const DJIBO_EN: &str = "Gunmen stormed the army camp at Djibo on 11 May 2025. At least 45 soldiers were killed, a security source said.\n\
    \n\
    JNIM claimed responsibility for the assault. The army of Burkina Faso has not published a toll.\n";

/// The same attack, in French, with another toll.
pub const DJIBO_FR: &str = "Le JNIM a attaqué le camp militaire de Djibo le 11 mai 2025. Plus de 90 soldats ont été tués, affirme le groupe.\n\
    \n\
    L'armée burkinabè parle de 12 morts dans ses rangs. Les habitants ont fui vers Ouagadougou.\n";

/// A treaty, without figures.
pub const TREATY_EN: &str = "Mali, Burkina Faso and Niger signed a treaty in Niamey on 6 July 2024. General Abdourahamane Tiani received \
    Colonel Assimi Goïta and Captain Ibrahim Traoré in the capital.\n";

/// A long enough text in a language that is not read.
pub const GERMAN: &str = "Die Regierung in Bamako hat am Dienstag mitgeteilt, dass mehrere Dörfer im Norden des Landes wieder unter der \
    Kontrolle der Armee stehen. Die Bewohner berichten hingegen von anhaltenden Kämpfen und davon, dass sie ihre Häuser verlassen mussten. \
    Eine unabhängige Prüfung dieser Angaben war bislang nicht möglich, weil die Straßen gesperrt sind.\n";

/// The three that are read, as files.
pub const THREE: [(&str, &str); 3] =
    [("a-djibo.txt", DJIBO_EN), ("b-djibo.txt", DJIBO_FR), ("c-treaty.txt", TREATY_EN)];

/// Towns by turns, for many reports of one kind.
const TOWNS: [&str; 6] = ["Djibo", "Ménaka", "Tillabéri", "Kidal", "Gao", "Sévaré"];

/// A corpus large enough for several transactions: its file names and texts.
pub fn many(count: usize) -> Vec<(String, String)> {
    let report = |at: usize| {
        let (town, day, dead) = (TOWNS[at % TOWNS.len()], at % 28 + 1, 3 + at * 7 % 60);
        let text = match at % 2 {
            0 => format!(
                "Gunmen attacked the market of {town} on {day} March 2024. The army said {dead} civilians were killed.\n"
            ),
            _ => format!(
                "Le {day} mars 2024, des hommes armés ont attaqué le marché de {town}. Au moins {dead} civils ont été tués.\n"
            ),
        };
        (format!("report-{at:03}.txt"), text)
    };
    (0..count).map(report).collect()
}
