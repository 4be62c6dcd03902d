"""What is known of the names in a sentence: annotated ones, and those that the pack and the gazetteer know.

A tag is `O`, `B-` or `I-` with a kind, or None where nobody knows: such words teach nothing.
"""

import csv
from pathlib import Path

from conllu import Sentence, Word

KINDS = ["person", "organisation", "place", "armed-group", "misc"]
TAGS = ["O", *(f"{part}-{kind}" for kind in KINDS for part in "BI")]

CROSSNER = {
    "person": "person", "politician": "person", "organisation": "organisation", "politicalparty": "organisation",
    "location": "place", "country": "place", "event": "misc", "election": "misc", "misc": "misc",
}  # fmt: skip

# Words that close no space before them, and those that open none after: CrossNER's tokens tell no spaces.
CLOSING, OPENING = set(".,;:!?)]}%'’”") | {"'s", "n't", "’s"}, set("([{“")


def crossner(path: Path) -> list[Sentence]:
    """Sentences of CrossNER, with `names` set and nothing else known."""
    sentences, current, tags = [], Sentence(), []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line.strip():
            if current.words:
                current.names = tags
                sentences.append(current)
            current, tags = Sentence(), []
            continue
        form, tag = line.split("\t")
        glued = form in CLOSING or (bool(current.words) and current.words[-1].form in OPENING)
        current.words.append(Word(form, "", "X", "", 0, "dep", not glued))
        tags.append("O" if tag == "O" else tag[:2] + CROSSNER[tag[2:]])
    return sentences


def rows(path: Path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


# Kinds of the pack's actors.
ARMED = {"armed-group"}


def known_names(pack: Path) -> dict[tuple[str, ...], str]:
    """Names of the pack, as sequences of words, with their kind. What two kinds share is left out."""
    found: dict[tuple[str, ...], set[str]] = {}

    def add(kind: str, *cells: str):
        for name in (n.strip() for cell in cells for n in (cell or "").split("|")):
            if len(name) > 2 and name[:1].isupper():
                found.setdefault(tuple(name.replace("’", "'").split()), set()).add(kind)

    for row in rows(pack / "states.tsv"):
        add("place", row["name_en"], row["name_fr"], row["names_en"], row["names_fr"], row["capital"], row["capital_names"])
    for row in rows(pack / "places.tsv"):
        add("place", row["name_en"], row["name_fr"], row["aliases"])
    for row in rows(pack / "persons.tsv"):
        add("person", row["name"], row["aliases"])
    for row in rows(pack / "actors.tsv"):
        kind = "armed-group" if row["kind"] in ARMED else "organisation"
        add(kind, row["name_en"], row["name_fr"], row["aliases"], row["acronyms"])
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1}


def silver(sentence: Sentence, names: dict[tuple[str, ...], str]) -> list[str | None]:
    """Tags of a treebank's sentence: names that are known, None for other proper nouns, `O` for the rest."""
    forms = [w.form.replace("’", "'") for w in sentence.words]
    tags: list[str | None] = [None if w.upos in ("PROPN", "X") else "O" for w in sentence.words]
    at = 0
    while at < len(forms):
        length = next((n for n in range(min(8, len(forms) - at), 0, -1) if tuple(forms[at : at + n]) in names), 0)
        if length and (length > 1 or sentence.words[at].upos == "PROPN"):
            kind = names[tuple(forms[at : at + length])]
            # Next to another proper noun it may be a part of a longer name.
            around = [i for i in (at - 1, at + length) if 0 <= i < len(forms) and sentence.words[i].upos == "PROPN"]
            for i in range(at, at + length):
                tags[i] = None if around else ("B-" if i == at else "I-") + kind
            at += length
        else:
            at += 1
    return tags
