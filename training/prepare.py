"""Makes what the network learns from: word-piece ids, the place of each word's first piece, and numbers for all labels.

Writes WORK/labels.json (every label by its head's name, in the order of its number) and WORK/data.pkl: for each corpus a
list of samples. The labels that a corpus does not know are -100, which the loss leaves out.
"""

import argparse
import json
import pickle
from pathlib import Path

import conllu
import names
from pieces import BEGIN, END, Pieces
from samples import DEV, OWN, TEST, TRAIN, UNKNOWN, Sample

class Labels:
    """Every label with its number."""

    def __init__(self, feats: list[str]):
        self.lists = {"upos": conllu.UPOS, "deprel": conllu.DEPREL, "feats": feats, "name": names.TAGS}
        self.numbers = {head: {label: i for i, label in enumerate(all)} for head, all in self.lists.items()}

    def number(self, head: str, label) -> int:
        return self.numbers[head].get(label, UNKNOWN)


def sample(sentence: conllu.Sentence, tags, pieces: Pieces, labels: Labels, parsed: bool) -> Sample:
    ids, first = [BEGIN], [0]
    for word in sentence.words:
        first.append(len(ids))
        ids.extend(pieces.word(word.form, word.space_before))
    ids.append(END)
    known = lambda head, value: labels.number(head, value) if parsed else UNKNOWN
    words = sentence.words
    return Sample(
        ids,
        first,
        [known("upos", w.upos) for w in words],
        [known("feats", w.feats) for w in words],
        [w.head if parsed else UNKNOWN for w in words],
        [known("deprel", w.deprel) for w in words],
        [labels.number("name", tag) for tag in tags],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("target/reader"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--root", type=Path, default=Path("."))
    arguments = parser.parse_args()
    pieces = Pieces.load(arguments.work / "pieces.tsv")
    corpora: dict[str, list[conllu.Sentence]] = {}
    for name in [*TRAIN, *DEV, *TEST]:
        corpora[name] = conllu.read(arguments.data / "treebanks" / f"{name}.conllu")
    for name in OWN:
        sentences = conllu.read(arguments.root / "treebanks" / f"{name}.conllu")
        for split in ("train", "test"):
            corpora[f"{name}-{split}"] = [s for s in sentences if s.split == split]
    learned = [*TRAIN, *(f"{name}-train" for name in OWN)]
    feats = sorted({w.feats for name in learned for s in corpora[name] for w in s.words})
    labels = Labels(feats)
    pack = names.known_names(arguments.root / "packs" / "sahel")
    data = {
        corpus: [sample(s, names.silver(s, pack), pieces, labels, True) for s in sentences]
        for corpus, sentences in corpora.items()
    }
    for split in ("train", "dev", "test"):
        sentences = names.crossner(arguments.data / "ner" / f"pol-{split}.txt")
        data[f"pol-{split}"] = [sample(s, s.names, pieces, labels, False) for s in sentences]
    for corpus, samples in data.items():
        words, total = sum(len(s.upos) for s in samples), sum(s.length for s in samples)
        named = sum(t > 0 for s in samples for t in s.name)
        print(f"{corpus}: {len(samples)} sentences, {words} words, {total} pieces, {named} words of names")
    (arguments.work / "labels.json").write_text(json.dumps(labels.lists, indent=1, ensure_ascii=False))
    with open(arguments.work / "data.pkl", "wb") as file:
        pickle.dump(data, file)


if __name__ == "__main__":
    main()
