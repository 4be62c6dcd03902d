"""Prunes the vocabulary of multilingual-e5-small to the pieces that the reader's languages need.

Kept, in this order, until there are --size pieces: every piece that cuts the words of the treebanks (test files aside),
the names data, headlines, gazetteer and pack; the most frequent words of English and French (and fewer of Arabic) in the
package `wordfreq`; every single Latin or Arabic letter; then Latin pieces by their rank, in the letters of English,
French, Hausa, Bambara and Moore. The rows of the embedding keep their values.

Writes WORK/pieces.tsv (piece, score) and WORK/embedding.npy.
"""

import argparse
import csv
import json
import unicodedata
from pathlib import Path

import numpy as np
from wordfreq import top_n_list

from pieces import SPACE, SPECIAL, Pieces

LETTERS = set("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæɛɔɲŋƙɗɓƴãẽĩõũ'’-" + SPACE)
FREQUENT = {"en": 60_000, "fr": 60_000, "ar": 4_000}
MASK = "<mask>"


def words(data: Path, root: Path):
    """Every word of the project's data, each once."""
    for path in sorted([*(data / "treebanks").glob("*.conllu"), *(root / "treebanks").glob("*.conllu")]):
        if not path.stem.endswith("-test"):
            for line in path.read_text(encoding="utf-8").split("\n"):
                if line and not line.startswith("#"):
                    yield line.split("\t")[1]
    for name in ("pol-train.txt", "pol-dev.txt"):
        yield from (line.split("\t")[0] for line in (data / "ner" / name).read_text(encoding="utf-8").split("\n") if line)
    for path in sorted((data / "ucdp").glob("*.jsonl")):
        for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
            row = json.loads(line)
            for field in ("source_article", "conflict_name", "side_a", "side_b", "where_description", "adm_1", "adm_2"):
                yield from str(row.get(field) or "").split()
    for path in sorted((root / "packs").glob("*/*.tsv")):
        yield from path.read_text(encoding="utf-8").replace("|", " ").split()
    with open(data / "gazetteer" / "gazetteer_sahel.tsv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["cc"] in ("ML", "BF", "NE"):
                yield from row["name"].split()


def scripts(text: str) -> set[str]:
    return {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha()}


def choose(pieces: Pieces, corpus, size: int) -> list[int]:
    """The ids that are kept, in order."""
    kept = set(range(len(SPECIAL)))
    for word in sorted(set(corpus)):
        for form in (word, word.lower(), word.capitalize()):
            kept.update(pieces.cut(form, True))
            kept.update(pieces.cut(form, False))
    print("of our data", len(kept))
    for language, count in FREQUENT.items():
        for word in top_n_list(language, count):
            for form in (word, word.capitalize()):
                kept.update(pieces.cut(form, True))
    print("with frequent words", len(kept))
    texts = pieces.texts
    for i in range(len(SPECIAL), len(texts)):
        bare = texts[i].replace(SPACE, "")
        if len(bare) <= 1 and scripts(bare) <= {"LATIN", "ARABIC"}:
            kept.add(i)
    print("with letters", len(kept))
    for i in range(len(SPECIAL), len(texts)):
        if len(kept) >= size - 1:
            break
        if texts[i] != MASK and set(texts[i].lower()) <= LETTERS:
            kept.add(i)
    mask = texts.index(MASK)
    return [*sorted(kept - {mask}), mask]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("target/reader"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--size", type=int, default=46_000)
    arguments = parser.parse_args()
    all_pieces = Pieces(json.loads((arguments.work / "e5-pieces.json").read_text()))
    ids = choose(all_pieces, words(arguments.data, arguments.root), arguments.size)
    score = lambda i: all_pieces.scores.get(all_pieces.texts[i], (0, 0.0))[1]
    Pieces([(all_pieces.texts[i], score(i)) for i in ids]).save(arguments.work / "pieces.tsv")
    with np.load(arguments.work / "e5.npz") as tensors:
        np.save(arguments.work / "embedding.npy", tensors["embedding"][ids])
    print("pieces", len(ids))


if __name__ == "__main__":
    main()
