"""From compared pairs to groups: average linkage, in an order that only the pairs themselves decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

Link = tuple[str, str, float]


def cluster(
    nodes: Iterable[str],
    links: Iterable[Link],
    *,
    linkage: float,
    missing: float,
    rivals: Mapping[str, str] | None = None,
    together: Collection[frozenset[str]] = (),
    apart: Collection[frozenset[str]] = (),
) -> list[list[str]]:
    """Group nodes: the best link first, two groups are joined when the mean score between them is `linkage` or more.

    The result does not depend on the order of `nodes` or `links`; links of one score are taken in the order of their
    ids. A pair without a link counts `missing`, twice that where both have the same value in `rivals` (the document
    that tells of them as two). Pairs `together` are joined first, pairs `apart` never.

    Returns:
        The groups, each sorted, in the order of their first members.
    """
    groups: dict[str, list[str]] = {node: [node] for node in sorted(set(nodes))}
    at = {node: node for node in groups}
    sums: dict[str, dict[str, tuple[float, int]]] = {node: {} for node in groups}
    found: list[Link] = []
    for a, b, score in links:
        if a in groups and b in groups and a != b:
            found.append((min(a, b), max(a, b), score))
            sums[a][b] = sums[b][a] = (score, 1)
    barred: dict[str, set[str]] = {node: set() for node in groups}
    for pair in apart:
        if len(pair) == 2 and all(node in groups for node in pair):
            a, b = sorted(pair)
            barred[a].add(b)
            barred[b].add(a)

    def join(a: str, b: str) -> None:
        if len(groups[a]) < len(groups[b]):
            a, b = b, a
        for node in groups[b]:
            at[node] = a
        groups[a] += groups.pop(b)
        for other, (score, count) in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                old, number = sums[a].get(other, (0.0, 0))
                sums[a][other] = sums[other][a] = (old + score, number + count)
        for other in barred.pop(b):
            barred[other].discard(b)
            barred[other].add(a)
            barred[a].add(other)

    for both in sorted(map(sorted, together)):
        if len(both) == 2 and all(node in at for node in both):
            a, b = at[both[0]], at[both[1]]
            if a != b and b not in barred[a]:
                join(a, b)
    rivals = rivals or {}
    for left, right, _ in sorted(found, key=lambda link: (-link[2], link[0], link[1])):
        a, b = at[left], at[right]
        if a == b or b in barred[a]:
            continue
        score, count = sums[a][b]
        pairs = len(groups[a]) * len(groups[b])
        same = _rivals(groups[a], groups[b], rivals)
        if (score + missing * (pairs - count + same)) / pairs >= linkage:
            join(a, b)
    return sorted(sorted(members) for members in groups.values())


def _rivals(a: list[str], b: list[str], rivals: Mapping[str, str]) -> int:
    if not rivals:
        return 0
    documents = [rivals[node] for node in b if node in rivals]
    return sum(documents.count(rivals[node]) for node in a if node in rivals) if documents else 0
