"""Batches of sentences of like length."""

import random

import numpy as np
import torch

from pieces import PAD
from samples import UNKNOWN, Sample

STRETCH = 3000
"""How many sentences, in random order, are sorted by length at a time."""


def split(samples: list[Sample], pieces: int, shuffle: random.Random | None = None) -> list[list[Sample]]:
    """Cuts samples into batches of at most so many pieces, padding counted."""
    samples = list(samples)
    if shuffle:
        shuffle.shuffle(samples)
    stretch = STRETCH if shuffle else max(1, len(samples))
    out = []
    for at in range(0, len(samples), stretch):
        batch: list[Sample] = []
        for sample in sorted(samples[at : at + stretch], key=lambda s: s.length):
            if batch and sample.length * (len(batch) + 1) > pieces:
                out.append(batch)
                batch = []
            batch.append(sample)
        if batch:
            out.append(batch)
    if shuffle:
        shuffle.shuffle(out)
    return out


class Batch:
    """The tensors of a batch; what a sentence lacks is padding, unknown labels and unknown words."""

    def __init__(self, samples: list[Sample]):
        length, words = max(s.length for s in samples), max(len(s.upos) for s in samples)
        shape = (len(samples), words)
        self.ids = np.full((len(samples), length), PAD)
        self.mask = np.zeros((len(samples), length), bool)
        self.first = np.zeros((len(samples), words + 1), np.int64)
        self.known = np.zeros((len(samples), words + 1), bool)
        self.labels = {name: np.full(shape, UNKNOWN) for name in ("upos", "feats", "head", "label", "name")}
        for row, sample in enumerate(samples):
            self.ids[row, : sample.length] = sample.ids
            self.mask[row, : sample.length] = True
            self.first[row, : len(sample.first)] = sample.first
            self.known[row, : len(sample.first)] = True
            for name, values in self.labels.items():
                given = getattr(sample, name)
                values[row, : len(given)] = given
        self.ids, self.mask, self.first, self.known = map(torch.from_numpy, (self.ids, self.mask, self.first, self.known))
        self.labels = {name: torch.from_numpy(values) for name, values in self.labels.items()}
