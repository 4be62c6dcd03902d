"""Trains the network and keeps it in WORK/network.pt; a checkpoint every few minutes lets it go on after a stop.

Six layers learn, the embeddings do not. The learning rate rises over the first steps and falls to nothing in a line; in a
part of the pieces the mask stands instead. Only the encoder computes in bfloat16: with the heads in it, nothing is learned.
"""

import argparse
import json
import os
import pickle
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

import batches
from batches import Batch
from model import Network, Sizes
from pieces import SPECIAL
from samples import DEV, OWN, TRAIN, UNKNOWN

LONGEST = 60
"""Sentences of more words are not learned from."""


def learned(data: dict, weight: int) -> list:
    """Everything that is learned from; our own sentences and the names data count several times."""
    own = [s for name in OWN for s in data[f"{name}-train"]] * weight
    named = [*data["pol-train"], *data["pol-dev"]]
    samples = [s for name in TRAIN for s in data[name]] + own + named
    return [s for s in samples if len(s.upos) <= LONGEST]


def losses(network: Network, batch: Batch, mask: int, masked: float) -> dict:
    """The loss of each head."""
    ids = batch.ids
    if masked:
        ids = torch.where((torch.rand(ids.shape) < masked) & (ids >= len(SPECIAL)), mask, ids)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        encoded = network.encode(ids, batch.mask)
    upos, feats, name, arcs, dependents, heads = network.heads(network.words(encoded.float(), batch.first), batch.known)
    loss = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), batch.labels[gold].flatten(), ignore_index=UNKNOWN)
    out = {}
    head = batch.labels["head"]
    if (head != UNKNOWN).any():
        out = {"upos": loss(upos, "upos"), "feats": loss(feats, "feats"), "arc": loss(arcs, "head")}
        row, word = (head != UNKNOWN).nonzero(as_tuple=True)
        scores = network.labels(dependents[row, word], heads[row, head[row, word]])
        out["label"] = F.cross_entropy(scores, batch.labels["label"][row, word], ignore_index=UNKNOWN)
    if (batch.labels["name"] != UNKNOWN).any():
        out["name"] = loss(name, "name")
    return out


@torch.no_grad()
def measure(network: Network, samples: list) -> dict:
    """Percent of words that are right, with the best arc of each word taken as it is, tree or not."""
    network.eval()
    count = dict.fromkeys(("words", "UPOS", "feats", "UAS", "LAS"), 0)
    for chosen in batches.split(samples, 2048):
        batch = Batch(chosen)
        words = network.words(network.encode(batch.ids, batch.mask), batch.first)
        upos, feats, _, arcs, dependents, heads = network.heads(words, batch.known)
        gold = batch.labels
        row, word = (gold["head"] != UNKNOWN).nonzero(as_tuple=True)
        found = arcs.argmax(-1)[row, word]
        right = found == gold["head"][row, word]
        label = network.labels(dependents[row, word], heads[row, found]).argmax(-1) == gold["label"][row, word]
        count["words"] += len(row)
        count["UPOS"] += (upos.argmax(-1) == gold["upos"])[row, word].sum().item()
        count["feats"] += (feats.argmax(-1) == gold["feats"])[row, word].sum().item()
        count["UAS"] += right.sum().item()
        count["LAS"] += (right & label).sum().item()
    network.train()
    return {name: round(100 * value / count["words"], 2) for name, value in count.items() if name != "words"}


def rate(step: int, steps: int, warm: float) -> float:
    """The share of the learning rate at a step."""
    done = step / steps
    return max(1e-3, done / warm if done < warm else (1 - done) / (1 - warm))


class Average:
    """The running mean of what is learned, over about 1 / (1 - keep) steps: it errs less than the last step's weights."""

    def __init__(self, learned: list, keep: float):
        self.learned, self.keep = learned, keep
        self.means = [p.detach().clone() for p in learned]

    @torch.no_grad()
    def follow(self):
        torch._foreach_lerp_(self.means, self.learned, 1 - self.keep)

    @torch.no_grad()
    def swap(self):
        """The network with the mean instead of the last step's weights; again, and it is back."""
        for mean, value in zip(self.means, self.learned):
            kept = value.clone()
            value.copy_(mean)
            mean.copy_(kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("target/reader"))
    parser.add_argument("--steps", type=int, default=16000)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=640, help="of a batch")
    parser.add_argument("--rate", type=float, default=4e-4, help="of the encoder")
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--warm", type=float, default=0.04)
    parser.add_argument("--masked", type=float, default=0.08)
    parser.add_argument("--weight", type=int, default=3, help="how often our own sentences count")
    parser.add_argument("--name-weight", type=float, default=0.5)
    parser.add_argument("--every", type=int, default=250, help="steps between checkpoints")
    parser.add_argument("--keep", type=float, default=0.998, help="of the running mean at each step")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(vars(arguments), flush=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    with open(arguments.work / "data.pkl", "rb") as file:
        data = pickle.load(file)
    labels = json.loads((arguments.work / "labels.json").read_text())
    pieces = sum(1 for _ in open(arguments.work / "pieces.tsv", encoding="utf-8"))
    sizes = Sizes(pieces, arguments.layers, *(len(labels[n]) for n in ("upos", "feats", "deprel", "name")))
    network = Network(sizes)
    network.load_e5(arguments.work)
    encoder = list(network.layers.parameters())
    inside = set(map(id, encoder))
    others = [p for p in network.parameters() if p.requires_grad and id(p) not in inside]
    groups = [{"params": encoder, "base": arguments.rate}, {"params": others, "base": arguments.head_rate}]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    checkpoint = arguments.work / "checkpoint.pt"
    step, samples = 0, learned(data, arguments.weight)
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
        torch.set_rng_state(saved["random"])
    average = Average([*encoder, *others], arguments.keep)
    if checkpoint.exists() and "average" in saved:
        average.means = saved["average"]
    dev = {name: random.Random(1).sample(data[name], 300) for name in DEV}
    dev |= {f"{name}-test": data[f"{name}-test"] for name in OWN}
    network.train()
    began, sums, met, seen = time.time(), {}, {}, 0
    while step < arguments.steps:
        # One round's order follows from its number alone, so that a run that goes on finds its place.
        order, number = [], 0
        while sum(map(len, order)) <= step:
            order.append(batches.split(samples, arguments.pieces, random.Random(f"{arguments.seed} {number}")))
            number += 1
        for batch in order[-1][step - sum(map(len, order[:-1])) :]:
            share = rate(step, arguments.steps, arguments.warm)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * share
            parts = losses(network, Batch(batch), pieces - 1, arguments.masked)
            total = sum(loss * (arguments.name_weight if name == "name" else 1.0) for name, loss in parts.items())
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *others], 2.0)
            optimizer.step()
            average.follow()
            step += 1
            seen += sum(s.length for s in batch)
            for name, loss in parts.items():
                sums[name] = sums.get(name, 0.0) + loss.item()
                met[name] = met.get(name, 0) + 1
            if step % 100 == 0:
                told = " ".join(f"{name} {sums[name] / met[name]:.3f}" for name in sums)
                print(f"step {step} round {number} {time.time() - began:.0f}s pieces {seen} {told}", flush=True)
                sums, met = {}, {}
            if step % arguments.every == 0 or step >= arguments.steps:
                state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
                state["average"] = average.means
                torch.save(state | {"random": torch.get_rng_state()}, checkpoint.with_suffix(".part"))
                os.replace(checkpoint.with_suffix(".part"), checkpoint)
                average.swap()
                print("  dev", step, {name: measure(network, some) for name, some in dev.items()}, flush=True)
                average.swap()
            if step >= arguments.steps:
                break
    average.swap()
    torch.save({"network": network.state_dict(), "sizes": vars(sizes)}, arguments.work / "network.pt")


if __name__ == "__main__":
    main()
