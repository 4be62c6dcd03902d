"""Cuts words into the pieces of a unigram vocabulary, exactly as `toguna-lang/src/exact/pieces.rs` does.

A word's curved apostrophes become straight, it is put in Unicode form NFKC, its white space becomes U+2581, which also goes before it where white space (or the
sentence's beginning) does. Of all ways to write that as pieces the one with the highest sum of scores is taken; of equal
ones the one whose last piece is longest. A character that no piece has becomes `<unk>`, and several in a row become one.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

BEGIN, PAD, END, UNKNOWN = range(4)
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
SPACE = "\u2581"
UNKNOWN_PENALTY = 10.0
LONGEST_WORD, MOST_PIECES = 256, 48


class Pieces:
    """A vocabulary: its pieces in order of their ids."""

    def __init__(self, pieces: list[tuple[str, float]]):
        self.texts = [text for text, _ in pieces]
        self.scores = {text: (i, score) for i, (text, score) in enumerate(pieces) if i >= len(SPECIAL)}
        self.longest = max(map(len, self.scores))
        self.unknown = min(score for _, score in self.scores.values()) - UNKNOWN_PENALTY
        self.word = lru_cache(maxsize=200_000)(self.cut)

    @classmethod
    def load(cls, path: Path) -> "Pieces":
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        return cls([(text, float(score)) for text, score in (line.split("\t") for line in lines)])

    def save(self, path: Path):
        lines = [f"{text}\t{self.scores[text][1] if i >= len(SPECIAL) else 0.0:.9g}" for i, text in enumerate(self.texts)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def cut(self, word: str, space_before: bool) -> tuple[int, ...]:
        """The ids of a word's pieces; never none."""
        normal = unicodedata.normalize("NFKC", word.replace("\u2019", "'"))[:LONGEST_WORD].strip()
        text = "".join(SPACE if c.isspace() else c for c in normal)
        if space_before:
            text = SPACE + text
        best: list[tuple[float, int, int]] = [(0.0, 0, UNKNOWN)]
        for end in range(1, len(text) + 1):
            found = None
            for start in range(max(0, end - self.longest), end):
                piece = self.scores.get(text[start:end])
                if piece is None and start == end - 1:
                    piece = (UNKNOWN, self.unknown)
                if piece is not None and (found is None or best[start][0] + piece[1] > found[0]):
                    found = (best[start][0] + piece[1], start, piece[0])
            best.append(found)
        ids, end = [], len(text)
        while end > 0:
            _, end, piece = best[end]
            if not (piece == UNKNOWN and ids and ids[-1] == UNKNOWN):
                ids.append(piece)
        return tuple(reversed(ids))[:MOST_PIECES] or (UNKNOWN,)
