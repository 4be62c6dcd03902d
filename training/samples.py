"""The corpora, and one sentence of them in numbers."""

from dataclasses import dataclass

TRAIN = ["en_ewt-train", "fr_sequoia-train", "fr_gsd-dev"]
DEV = ["en_ewt-dev", "fr_sequoia-dev"]
TEST = ["en_ewt-test", "fr_sequoia-test", "fr_gsd-test"]
OWN = ["en-news", "fr-news"]
UNKNOWN = -100


@dataclass
class Sample:
    """One sentence in numbers."""

    ids: list[int]
    first: list[int]
    """Where in `ids` each word begins; before them 0, the place of `<s>`, which stands for the root's head."""
    upos: list[int]
    feats: list[int]
    head: list[int]
    label: list[int]
    name: list[int]

    @property
    def length(self) -> int:
        return len(self.ids)
