"""The best tree over arcs that are scored one by one, as `toguna-lang/src/exact/tree.rs` finds it."""

import numpy as np

PENALTY = 1e7
"""What keeps every arc from the root but one out of a tree."""


def best_tree(arcs: np.ndarray) -> list[int]:
    """The head of each word, 0 for the root's, from scores [words, heads]; the first head is the root's place."""
    words = len(arcs)
    scores = np.full((words + 1, words + 1), -np.inf)
    scores[1:] = arcs
    scores[:, 0] -= PENALTY
    np.fill_diagonal(scores, -np.inf)
    return greatest(scores)[1:]


def find_cycle(heads: list[int]) -> list[int]:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at = start
        while at != 0 and seen[at] == 0:
            seen[at], at = start, heads[at]
        if at != 0 and seen[at] == start:
            nodes, following = [at], heads[at]
            while following != at:
                nodes.append(following)
                following = heads[following]
            return nodes
    return []


def greatest(scores: np.ndarray) -> list[int]:
    heads = scores.argmax(axis=1).tolist()
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    outside = [node for node in range(len(heads)) if node not in cycle]
    merged = len(outside)
    smaller = np.full((merged + 1, merged + 1), -np.inf)
    smaller[:merged, :merged] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, [heads[node] for node in cycle]][:, None]
    leaves, enters = leaving.argmax(axis=1), entering.argmax(axis=0)
    smaller[:merged, merged] = leaving.max(axis=1)
    smaller[merged, :merged] = entering.max(axis=0)
    found = greatest(smaller)
    for i, node in enumerate(outside):
        heads[node] = cycle[leaves[i]] if found[i] == merged else outside[found[i]]
    into = found[merged]
    heads[cycle[enters[into]]] = outside[into]
    return heads
