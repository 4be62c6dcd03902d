"""The network: a small transformer encoder with heads for tags, features, names, and biaffine arcs and labels."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

HIDDEN, INNER, HEADS, POSITIONS = 384, 1536, 12, 512
ARC, LABEL = 256, 128


@dataclass(frozen=True)
class Sizes:
    """How many there are of each."""

    pieces: int
    layers: int
    upos: int
    feats: int
    deprel: int
    name: int


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self, dropout: float):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        # Written out, because the fused form's way back is slow on processors: a quarter of all training.
        scores = q @ k.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        attended = scores.softmax(-1).to(v.dtype) @ v
        x = self.norm1(self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, HIDDEN))) + x)
        return self.norm2(self.dropout(self.outer(F.gelu(self.inner(x)))) + x)


def activate(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.1)


class Network(nn.Module):
    """What the exact reader runs. Words are seen through their first piece; `<s>` is the head of the root."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.33):
        super().__init__()
        self.sizes = sizes
        self.embedding = nn.Embedding(sizes.pieces, HIDDEN)
        self.position = nn.Parameter(torch.zeros(POSITIONS, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(dropout)
        self.head_dropout = nn.Dropout(head_dropout)
        self.upos = nn.Linear(HIDDEN, sizes.upos)
        self.feats = nn.Linear(HIDDEN, sizes.feats)
        self.name = nn.Linear(HIDDEN, sizes.name)
        self.arc_dependent, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.label_dependent, self.label_head = nn.Linear(HIDDEN, LABEL), nn.Linear(HIDDEN, LABEL)
        self.label = nn.Parameter(torch.zeros(LABEL + 1, sizes.deprel, LABEL + 1))
        nn.init.normal_(self.label, std=0.01)
        nn.init.normal_(self.arc.weight, std=0.01)
        nn.init.zeros_(self.arc.bias)
        for parameter in (self.embedding.weight, self.position, self.norm.weight, self.norm.bias):
            parameter.requires_grad = False

    def load_e5(self, work: Path):
        """Begins with the first layers of multilingual-e5-small."""
        tensor = lambda name: torch.from_numpy(tensors[name])
        with np.load(work / "e5.npz") as tensors, torch.no_grad():
            self.embedding.weight.copy_(torch.from_numpy(np.load(work / "embedding.npy")))
            self.position.copy_(tensor("position"))
            self.norm.weight.copy_(tensor("embedding.norm.weight"))
            self.norm.bias.copy_(tensor("embedding.norm.bias"))
            for number, layer in enumerate(self.layers):
                for kind in ("weight", "bias"):
                    parts = [tensor(f"{number}.{part}.{kind}") for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for part in ("out", "norm1", "inner", "outer", "norm2"):
                        getattr(getattr(layer, part), kind).copy_(tensor(f"{number}.{part}.{kind}"))

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.dropout(self.norm(self.embedding(ids) + self.position[: ids.shape[1]]))
        mask = None if mask.all() else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @staticmethod
    def words(x: Tensor, first: Tensor) -> Tensor:
        """The vectors of `<s>` and of each word's first piece."""
        return x.gather(1, first[:, :, None].expand(-1, -1, x.shape[2]))

    def heads(self, words: Tensor, known: Tensor):
        """Scores of tags, features, names and arcs, and the vectors that labels are scored from."""
        words = self.dropout(words)
        inner = words[:, 1:]
        drop = lambda x: self.head_dropout(activate(x))
        dependents, heads = drop(self.arc_dependent(inner)), drop(self.arc_head(words))
        arcs = (self.arc(dependents) @ heads.transpose(1, 2)).masked_fill(~known[:, None, :], -1e4)
        label_vectors = drop(self.label_dependent(inner)), drop(self.label_head(words))
        return self.upos(inner), self.feats(inner), self.name(inner), arcs, *label_vectors

    def labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """The scores of all labels for pairs of dependent and head, a pair a row."""
        one = torch.ones(len(dependents), 1)
        left = torch.cat([dependents, one], 1) @ self.label.view(LABEL + 1, -1)
        right = torch.cat([heads, one], 1)
        return torch.einsum("nlr,nr->nl", left.view(len(right), -1, LABEL + 1), right)
