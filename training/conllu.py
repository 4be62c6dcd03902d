"""Reads CoNLL-U as `toguna-lang/src/conllu.rs` does: the same labels, features and spaces."""

from dataclasses import dataclass, field
from pathlib import Path

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

# The relations of `Deprel` in analysis.rs, in order: subtypes are dropped, save those that tell who did a thing.
DEPREL = (
    "acl advcl advmod amod appos aux aux:pass case cc ccomp clf compound conj cop csubj csubj:pass dep det discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nsubj nsubj:pass nummod obj obl obl:agent orphan parataxis "
    "punct reparandum root vocative xcomp"
).split()

# The features of `Feats`, each with the values it knows.
FEATURES = {
    "Number": ["Sing", "Plur"],
    "Tense": ["Past", "Pres", "Fut", "Imp"],
    "Mood": ["Ind", "Imp", "Cnd", "Sub"],
    "VerbForm": ["Fin", "Inf", "Part", "Ger"],
    "Voice": ["Pass"],
    "Polarity": ["Neg"],
}


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_before: bool


@dataclass
class Sentence:
    words: list[Word] = field(default_factory=list)
    split: str | None = None


def relation(label: str) -> str:
    if label in DEPREL:
        return label
    bare = label.split(":")[0]
    return bare if bare in DEPREL else "dep"


def features(column: str) -> str:
    """The features that coding uses, in a fixed order: `Number=Plur|Tense=Past`."""
    told = dict(part.split("=", 1) for part in column.split("|") if "=" in part)
    if told.get("Number") == "Ptan":
        told["Number"] = "Plur"
    return "|".join(f"{name}={told[name]}" for name, known in FEATURES.items() if told.get(name) in known)


def read(path: Path) -> list[Sentence]:
    """The sentences of a file."""
    sentences, sentence, token, space = [], Sentence(), None, True
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line:
            if sentence.words:
                sentences.append(sentence)
            sentence, token, space = Sentence(), None, True
        elif line.startswith("#"):
            name, _, value = line[1:].partition("=")
            if name.strip() == "split":
                sentence.split = value.strip()
        else:
            column = line.split("\t")
            space_after = "SpaceAfter=No" not in column[9].split("|")
            if "." in column[0]:
                continue
            if "-" in column[0]:
                first, last = map(int, column[0].split("-"))
                token = (first, last, column[1], space_after)
                continue
            at = int(column[0])
            upos = column[3] if column[3] in UPOS else "X"
            word = Word(column[1], column[2], upos, features(column[5]), int(column[6]), relation(column[7]), space)
            sentence.words.append(word)
            space = space_after
            if token and at == token[1]:
                # The words of a token that is not simply their sequence ("du") are as if written apart.
                words = sentence.words[token[0] - 1 : token[1]]
                apart = "".join(w.form for w in words) != token[2]
                for inner in words[1:]:
                    inner.space_before = apart
                space, token = token[3], None
    return sentences
