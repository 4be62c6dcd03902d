"""Writes the trained network as ONNX with 8-bit weights: what `toguna` carries and the Rust runtime `rten` runs.

The graph is written by hand, in plain operators, for one sentence at a time (so that its bytes never depend on what it is
read beside). Inputs: `ids` [pieces], `first` [words + 1] (the place of `<s>`, then of each word's first piece). Outputs,
a word a row: `upos`, `feats`, `name`, `arc` (over heads: the root, then the words), `label_dependent` [words, labels *
(LABEL + 1)] and `label_head` [words + 1, LABEL], whose product for a word and its head scores the labels.

Weights are 8-bit integers with one scale a column, inputs are quantized as they come, with one scale a matrix; the heads
that are small stay in float32. Also writes reader.toml: the names of all labels, and the checksums that Rust compares.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from model import HEADS, HIDDEN, LABEL, Network, Sizes

OPSET = 20
WIDTH = HIDDEN // HEADS


class Graph:
    """A graph that is written node by node."""

    def __init__(self):
        self.nodes, self.constants, self.count = [], {}, 0

    def add(self, operator: str, *inputs: str, outputs: int = 1, name: str = "", **attributes):
        names = [name] if name else [f"v{self.count + i}" for i in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names[0] if len(names) == 1 else names

    def constant(self, name: str, values) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, quantized: bool, output: str = "") -> str:
        """x @ weight + bias."""
        bias = self.constant(f"{name}.bias", bias.astype(np.float32))
        if not quantized:
            product = self.add("MatMul", x, self.constant(f"{name}.weight", weight.astype(np.float32)))
            return self.add("Add", product, bias, name=output)
        scale = np.maximum(np.abs(weight).max(axis=0) / 127, 1e-12).astype(np.float32)
        whole = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        values, unit, zero = self.quantize(x)
        # All four inputs, zero though the last is: only then does `rten` make one step of this and the two that follow.
        centre = self.constant(f"{name}.centre", np.zeros(weight.shape[1], np.int8))
        product = self.add("MatMulInteger", values, self.constant(f"{name}.weight", whole), zero, centre)
        scales = self.add("Mul", unit, self.constant(f"{name}.scale", scale))
        return self.add("Add", self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), scales), bias, name=output)

    def quantize(self, x: str):
        """The 8-bit form of a matrix, written once."""
        known = getattr(self, "quantized", {})
        if x not in known:
            known[x] = self.add("DynamicQuantizeLinear", x, outputs=3)
            self.quantized = known
        return known[x]

    def norm(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        weight, bias = self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)
        return self.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)


def attention(graph: Graph, qkv: str) -> str:
    """Attention of all heads, over one sentence."""
    heads = graph.add("Reshape", qkv, graph.constant("shape.heads", np.array([-1, 3 * HEADS, WIDTH])))
    heads = graph.add("Transpose", heads, perm=[1, 0, 2])
    q, k, v = graph.add("Split", heads, graph.constant("split", np.array([HEADS] * 3)), outputs=3, axis=0)
    weights = graph.add("Softmax", graph.add("MatMul", q, graph.add("Transpose", k, perm=[0, 2, 1])), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", weights, v), perm=[1, 0, 2])
    return graph.add("Reshape", mixed, graph.constant("shape.hidden", np.array([-1, HIDDEN])))


def build(weights: dict[str, np.ndarray], sizes: Sizes, exact: set[str]) -> onnx.ModelProto:
    """The graph of a network; the parts named in `exact` (all with "all") keep float32 weights."""
    graph = Graph()
    eight = lambda part: part not in exact and "all" not in exact

    def linear(x: str, name: str, part: str, output: str = "", scale=1.0) -> str:
        return graph.linear(x, name, weights[f"{name}.weight"].T * scale, weights[f"{name}.bias"] * scale, eight(part), output)

    embedding = weights["embedding.weight"]
    scale = np.maximum(np.abs(embedding).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    rows = graph.constant("embedding.rows", np.clip(np.round(embedding / scale), -127, 127).astype(np.int8))
    rows = graph.add("Cast", graph.add("Gather", rows, "ids", axis=0), to=TensorProto.FLOAT)
    x = graph.add("Mul", rows, graph.add("Gather", graph.constant("embedding.scale", scale), "ids", axis=0))
    start, step = graph.constant("zero", np.array([0])), graph.constant("one", np.array([1]))
    places = graph.add("Slice", graph.constant("position", weights["position"]), start, graph.add("Shape", "ids"), start, step)
    x = graph.norm(graph.add("Add", x, places), "norm", weights["norm.weight"], weights["norm.bias"])
    # The scale of attention goes into the queries' weights.
    queries = np.where(np.arange(3 * HIDDEN) < HIDDEN, WIDTH**-0.5, 1.0).astype(np.float32)
    for layer in range(sizes.layers):
        name = f"layers.{layer}"
        mixed = attention(graph, linear(x, f"{name}.qkv", "qkv", scale=queries))
        y = graph.add("Add", linear(mixed, f"{name}.out", "out"), x)
        x = graph.norm(y, f"{name}.norm1", weights[f"{name}.norm1.weight"], weights[f"{name}.norm1.bias"])
        y = linear(graph.add("Gelu", linear(x, f"{name}.inner", "inner")), f"{name}.outer", "outer")
        x = graph.norm(graph.add("Add", y, x), f"{name}.norm2", weights[f"{name}.norm2.weight"], weights[f"{name}.norm2.bias"])
    words = graph.add("Gather", x, "first", axis=0)
    end = graph.constant("end", np.array([2**31 - 1]))
    inner = graph.add("Slice", words, step, end, start, step)
    for head in ("upos", "feats", "name"):
        linear(inner, head, "heads", head)
    act = lambda y: graph.add("LeakyRelu", y, alpha=0.1)
    dependents = linear(act(linear(inner, "arc_dependent", "heads")), "arc", "heads")
    heads = act(linear(words, "arc_head", "heads"))
    graph.add("MatMul", dependents, graph.add("Transpose", heads, perm=[1, 0]), name="arc")
    label = weights["label"].reshape(LABEL + 1, -1)
    vectors = act(linear(inner, "label_dependent", "heads"))
    graph.linear(vectors, "label", label[:LABEL], label[LABEL], eight("label"), "label_dependent")
    graph.add("LeakyRelu", linear(words, "label_head", "heads"), alpha=0.1, name="label_head")
    value = lambda name, kind, *shape: helper.make_tensor_value_info(name, kind, shape)
    inputs = [value("ids", TensorProto.INT32, "pieces"), value("first", TensorProto.INT32, "heads")]
    table = lambda name, width, rows="words": value(name, TensorProto.FLOAT, rows, width)
    outputs = [
        table("upos", sizes.upos), table("feats", sizes.feats), table("name", sizes.name), table("arc", "heads"),
        table("label_dependent", sizes.deprel * (LABEL + 1)), table("label_head", LABEL, "heads"),
    ]  # fmt: skip
    body = helper.make_graph(graph.nodes, "reader", inputs, outputs, list(graph.constants.values()))
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10, producer_name="toguna")


def load(work: Path) -> tuple[dict[str, np.ndarray], Sizes]:
    saved = torch.load(work / "network.pt", weights_only=True)
    return {name: tensor.numpy() for name, tensor in saved["network"].items()}, Sizes(**saved["sizes"])


def description(labels: dict, network: bytes, pieces: bytes, licence: str) -> str:
    """reader.toml."""
    array = lambda values: "[" + ", ".join(json.dumps(v) for v in values) + "]"
    lines = [
        "# Written by training/export.py; MODEL.md is its card.",
        f"licence = {json.dumps(licence)}",
        *(f"{head} = {array(labels[head])}" for head in ("upos", "deprel", "feats", "name")),
        f'network_sha256 = "{hashlib.sha256(network).hexdigest()}"',
        f'pieces_sha256 = "{hashlib.sha256(pieces).hexdigest()}"',
    ]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("target/reader"))
    parser.add_argument("--output", type=Path, default=Path("models/reader"))
    parser.add_argument("--exact", default="heads", help="parts that keep float32 weights, separated by commas")
    parser.add_argument("--licence", default="CC BY-SA 4.0 and LGPL-LR (treebanks); MIT (encoder, names data)")
    arguments = parser.parse_args()
    weights, sizes = load(arguments.work)
    network = build(weights, sizes, set(arguments.exact.split(",")))
    onnx.checker.check_model(network)
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / "network.onnx").write_bytes(network.SerializeToString())
    shutil.copy(arguments.work / "pieces.tsv", arguments.output / "pieces.tsv")
    told = [(arguments.output / name).read_bytes() for name in ("network.onnx", "pieces.tsv")]
    labels = json.loads((arguments.work / "labels.json").read_text())
    (arguments.output / "reader.toml").write_text(description(labels, *told, arguments.licence))
    print("bytes", {path.name: path.stat().st_size for path in sorted(arguments.output.iterdir())})


if __name__ == "__main__":
    main()
