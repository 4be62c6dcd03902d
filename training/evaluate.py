"""Measures the exported network with onnxruntime: trees and tags on the treebanks' tests, names on CrossNER's.

With --write FILE, what is read of our own sentences is written as a table, one word a line: Rust's tests compare it with
what Rust reads of the same sentences.
"""

import argparse
import pickle
import tomllib
from pathlib import Path

import numpy as np
import onnxruntime

import conllu
from model import LABEL
from pieces import Pieces
from prepare import Labels, sample
from samples import DEV, OWN, TEST, UNKNOWN, Sample
from tree import best_tree


class Reader:
    """The network's files, as Rust reads them."""

    def __init__(self, folder: Path):
        self.labels = tomllib.loads((folder / "reader.toml").read_text(encoding="utf-8"))
        self.pieces = Pieces.load(folder / "pieces.tsv")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(folder / "network.onnx", options)
        self.root = self.labels["deprel"].index("root")

    def read(self, some: Sample):
        """Numbers of tag, features, head, relation and name of each word."""
        inputs = {"ids": np.array(some.ids, np.int32), "first": np.array(some.first, np.int32)}
        upos, feats, name, arc, dependent, head = self.session.run(None, inputs)
        heads = best_tree(arc)
        vectors = dependent.reshape(len(heads), -1, LABEL + 1)
        labels = (vectors[:, :, :LABEL] @ head[heads][:, :, None])[:, :, 0] + vectors[:, :, LABEL]
        labels[:, self.root] = -np.inf
        labels[np.array(heads) == 0, self.root] = np.inf
        return upos.argmax(1), feats.argmax(1), heads, labels.argmax(1), name.argmax(1)


def trees(reader: Reader, samples: list[Sample]) -> dict:
    bare = [label.split(":")[0] for label in reader.labels["deprel"]]
    count = dict.fromkeys(("words", "UPOS", "features", "UAS", "LAS"), 0)
    for some in samples:
        upos, feats, heads, labels, _ = reader.read(some)
        for at, head in enumerate(heads):
            right = head == some.head[at]
            count["words"] += 1
            count["UPOS"] += upos[at] == some.upos[at]
            count["features"] += feats[at] == some.feats[at]
            count["UAS"] += right
            count["LAS"] += right and bare[labels[at]] == bare[some.label[at]]
    return {name: round(100 * n / count["words"], 2) for name, n in count.items() if name != "words"}


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """The names that tags tell, each as first word, one past the last, and kind."""
    found, start = set(), None
    for at, tag in enumerate([*tags, "O"]):
        inside = tag.startswith("I-") and start is not None and tag[2:] == tags[at - 1][2:]
        if start is not None and not inside:
            found.add((start, at, tags[start][2:]))
            start = None
        if tag != "O" and not inside:
            start = at
    return found


def names(reader: Reader, samples: list[Sample]) -> dict:
    """Precision and recall of whole names, by kind."""
    counts: dict[str, list[int]] = {}
    tags = reader.labels["name"]
    for some in samples:
        gold = spans([tags[t] if t != UNKNOWN else "O" for t in some.name])
        found = spans([tags[t] for t in reader.read(some)[4]])
        for kind in {*(s[2] for s in gold | found)}:
            for key in (kind, "all"):
                count = counts.setdefault(key, [0, 0, 0])
                of = lambda spans: {s for s in spans if s[2] == kind}
                count[0] += len(of(gold))
                count[1] += len(of(found))
                count[2] += len(of(gold) & of(found))
    return {k: {"gold": g, "P": round(100 * r / max(1, f), 1), "R": round(100 * r / max(1, g), 1)} for k, (g, f, r) in sorted(counts.items())}


def write(reader: Reader, root: Path, path: Path):
    """What is read of our own sentences: a line a word, an empty line after each sentence."""
    labels = Labels(reader.labels["feats"])
    lines = []
    for corpus in OWN:
        for sentence in conllu.read(root / "treebanks" / f"{corpus}.conllu"):
            some = sample(sentence, [None] * len(sentence.words), reader.pieces, labels, False)
            upos, feats, heads, deprels, found = reader.read(some)
            for at, word in enumerate(sentence.words):
                told = (reader.labels[head][number[at]] for head, number in (("upos", upos), ("feats", feats), ("deprel", deprels), ("name", found)))
                lines.append("\t".join((word.form, str(heads[at]), *told)))
            lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("target/reader"))
    parser.add_argument("--reader", type=Path, default=Path("models/reader"))
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--corpora", nargs="*", default=[*TEST, *DEV, *(f"{name}-test" for name in OWN)])
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    reader = Reader(arguments.reader)
    with open(arguments.work / "data.pkl", "rb") as file:
        data = pickle.load(file)
    for corpus in arguments.corpora:
        print(corpus, trees(reader, data[corpus]), flush=True)
    if "pol-test" in data and len(arguments.corpora) > 1:
        print("pol-test", names(reader, data["pol-test"]))
    if arguments.write:
        write(reader, arguments.root, arguments.write)


if __name__ == "__main__":
    main()
