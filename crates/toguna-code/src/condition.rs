//! Conditions on a predicate's arguments, as `predicates.tsv` writes them: `obj=FORCES;obl:from=@igo;!iobj`.

use crate::vocabulary::Family;

/// A place in a predicate's frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The logical subject of a verb.
    Subject,
    /// The logical object of a verb.
    Object,
    /// The indirect object.
    Indirect,
    /// The agent of a passive.
    Agent,
    /// The head of a complement clause.
    Complement,
    /// The subject of a complement clause.
    ComplementSubject,
    /// The auxiliaries of a complement clause.
    ComplementAuxiliary,
    /// The possessor of a noun.
    Possessor,
    /// Adjectives and compound parts of a noun.
    Modifier,
    /// The subject of a light verb over a noun.
    Light,
    /// What a preposition of this lemma introduces, below a verb or a noun.
    Preposition(String),
    /// The prepositions before the word itself.
    Case,
    /// The subject of the clause that the word stands in.
    Clause,
}

impl Slot {
    /// Reads a slot's name.
    pub fn parse(text: &str) -> Result<Slot, String> {
        Ok(match text {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "iobj" => Slot::Indirect,
            "agent" => Slot::Agent,
            "comp" => Slot::Complement,
            "comp:subj" => Slot::ComplementSubject,
            "comp:aux" => Slot::ComplementAuxiliary,
            "poss" => Slot::Possessor,
            "mod" => Slot::Modifier,
            "light" => Slot::Light,
            "case" => Slot::Case,
            "clause" => Slot::Clause,
            _ => match text.split_once(':') {
                Some(("obl" | "nmod" | "prep", case)) if !case.is_empty() && !case.contains('|') => {
                    Slot::Preposition(case.to_string())
                }
                _ => return Err(format!("'{text}' is no slot; see docs/LEXICON.md for their names")),
            },
        })
    }
}

/// What may fill a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A marked actor of this kind; `actor` is any, `place` is a marked place.
    Marked(String),
    /// People of this kind of side, named or described.
    Side(Family),
    /// A word of this class of `classes.toml`.
    Class(String),
    /// This lemma.
    Lemma(String),
}

/// One clause of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// The slot is filled.
    Present(Slot),
    /// The slot is empty.
    Absent(Slot),
    /// The slot is filled by one of these.
    One(Slot, Vec<Filler>),
    /// The slot is filled, by none of these.
    None(Slot, Vec<Filler>),
}

/// Clauses that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition(pub Vec<Clause>);

impl Condition {
    /// Reads the `when` cell.
    pub fn parse(cell: &str) -> Result<Condition, String> {
        let parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(clause).collect::<Result<_, _>>().map(Condition)
    }
}

fn clause(text: &str) -> Result<Clause, String> {
    if let Some((slot, fillers)) = text.split_once("!=") {
        return Ok(Clause::None(Slot::parse(slot.trim())?, self::fillers(fillers)));
    }
    if let Some((slot, fillers)) = text.split_once('=') {
        return Ok(Clause::One(Slot::parse(slot.trim())?, self::fillers(fillers)));
    }
    match text.strip_prefix('!') {
        Some(slot) => Ok(Clause::Absent(Slot::parse(slot.trim())?)),
        None => Ok(Clause::Present(Slot::parse(text)?)),
    }
}

fn fillers(text: &str) -> Vec<Filler> {
    text.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| match (part.strip_prefix('@'), part.strip_prefix('#').and_then(Family::of)) {
            (Some(kind), _) => Filler::Marked(kind.to_string()),
            (_, Some(family)) => Filler::Side(family),
            _ if part.chars().all(|c| c.is_uppercase() || c == '_' || c == '-') => Filler::Class(part.to_string()),
            _ => Filler::Lemma(part.to_string()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_reads_as_it_is_written() {
        let condition = Condition::parse("obj=FORCES|@military; obl:from!=@igo; !iobj; subj").expect("well-formed");
        assert_eq!(
            condition.0,
            [
                Clause::One(Slot::Object, vec![Filler::Class("FORCES".into()), Filler::Marked("military".into())]),
                Clause::None(Slot::Preposition("from".into()), vec![Filler::Marked("igo".into())]),
                Clause::Absent(Slot::Indirect),
                Clause::Present(Slot::Subject),
            ]
        );
    }

    #[test]
    fn an_unknown_slot_is_refused_with_its_name() {
        let error = Condition::parse("objekt=FORCES").expect_err("no such slot");
        assert!(error.contains("objekt"), "{error}");
        // Alternatives are of fillers, never of slots: such a clause would silently never hold.
        assert!(Condition::parse("obl:in|obl:near").is_err());
    }
}
