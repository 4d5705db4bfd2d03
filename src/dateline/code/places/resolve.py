"""Decides which place each found name means, by the evidence of the whole document.

Every name starts with the importance of each place it can mean. What the text says outright counts most ("Paris,
Texas", "Idlib province"); then come the other places of the document, the nearer the better, and the home of the
publisher. One name has one sense in a document, except where the text says otherwise.
"""

from __future__ import annotations

from dateline.code.places.expected import ENGLISH_SPEAKING
from dateline.code.places.found import Found
from dateline.code.places.publishers import Home
from dateline.code.places.support import Sense, rescore, share, support_of
from dateline.knowledge.gazetteer import Candidate
from dateline.knowledge.gazetteer_names import fold
from dateline.knowledge.gazetteer_record import GazetteerRecord

# All in the unit of the weights: decimal orders of magnitude of population.
CONTAINED = 6.0
"""For a place inside the place that the text puts it in, and for that place itself."""
SIBLING = 2.0
"""For a country in a list of countries, and a province beside one of the same country ("Georgia, Alabama and Ohio")."""
FEATURE = 4.0
"""For the kind of place that a word beside the name asks for; another kind loses as much."""
KNOWN_EVERYWHERE = 8.0
"""Weight from which a bare name means the area even where a town in it bears the name: "Gaza"."""
CUT = 0.5
"""What a name loses that is cut short, "Harris" for Harris County."""
ELSEWHERE = 1.5
"""What the home of a publisher loses that lies where English is not the language."""
TOWN = 1.5
"""For a town or district where a word behind the name goes with those; countries and provinces lose as much."""
OTHER_UNIT = 3.0
"""What an American unit loses that the text calls something else: "Jackson Township" is not Jackson County. Elsewhere
what units are called is a matter of translation."""
HOME_COUNTRY, HOME_PROVINCE, HOME = 1.0, 2.2, 3.0
"""For a place in the publisher's country, in its province, and for one that its address names."""
AMERICAN = 0.5
"""For a place in the United States where nothing is known of the publisher but an address under .com and the like."""
HOME_VOICE = 2.0
"""How many names of the document the name of its publisher weighs."""
HOME_TOWN = 7.0
"""For the publisher's own town: the paper of Lebanon, Pennsylvania, means that even where the country is likelier."""
ROUNDS = 3
_INNER_FIRST = frozenset({",", "(", ", in", "in", ", capital of", "of", "in the", "province of", "region of"})
_OUTER_FIRST = frozenset({"'s", "’s", "", ":", "-"})
_CALLED = frozenset({"city of", "province of", "town of", "village of", "region of", "capital of"})
_KEPT = 8.0
"""Candidates further than this behind the best cannot win by the document's evidence and are left out."""


def resolve(
    found: list[Found], text: str, home: Home | None, america: tuple[Candidate, float] | None = None
) -> list[GazetteerRecord | None]:
    """Give the place that each found name means, None where the gazetteer has none, or several between which nothing
    decides.
    """
    senses = _senses(found, _containers(found, text), siblings_of(found, text), home)
    if home is not None and home.named and senses:
        senses.append(_of_home(home))
    if america is not None and senses:
        senses.append(Sense([america[0]], [10.0], [], True, voice=america[1]))
    for sense in senses:
        share(sense, sense.base)
    for _ in range(ROUNDS):
        support = support_of(senses)
        for sense in senses:
            if not sense.fixed:
                rescore(sense, support)
    result: list[GazetteerRecord | None] = [None] * len(found)
    for sense in senses:
        best = sense.best()
        for index in sense.mentions:
            result[index] = None if best is None else best.record
    return result


def _of_home(home: Home) -> Sense:
    """Give what the name of the publisher says: it speaks as a name of the document would, and louder."""
    base = []
    for candidate in home.named:
        code = candidate.record.country_code
        more = HOME_COUNTRY if code == "USA" else 0.0 if code in ENGLISH_SPEAKING else -ELSEWHERE
        base.append(candidate.weight + (more if home.anywhere else 0.0))
    return Sense(list(home.named), base, [], False, voice=HOME_VOICE)


def _containers(found: list[Found], text: str) -> dict[int, int]:
    """Give which found place the text puts in which other: "Paris, Texas", "Sarmada in Idlib", "Syria's Idlib"."""
    containers: dict[int, int] = {}
    for index in range(len(found) - 1):
        left, right = found[index], found[index + 1]
        gap = text[left.end_char : right.start_char]
        if len(gap) > 60:
            continue
        plain = " ".join(gap.lower().split())
        if plain == "," and right.province is None and _same_level(left, right):
            continue  # a list of states or countries
        if plain in _INNER_FIRST or (
            (plain.endswith((" in", " in the")) or (plain[:1] == "," and plain.endswith(" of")))
            and "." not in plain
            and ";" not in plain
        ):
            if _can_contain(left, right):
                containers.setdefault(index, index + 1)
        elif (plain in _OUTER_FIRST or (left.demonym and plain in _CALLED)) and _can_contain(right, left):
            containers.setdefault(index + 1, index)
    return containers


def siblings_of(found: list[Found], text: str) -> dict[int, list[int]]:
    """Give for each found place those beside it in a list."""
    siblings: dict[int, list[int]] = {}
    for index in range(len(found) - 1):
        gap = text[found[index].end_char : found[index + 1].start_char]
        if len(gap) < 8 and gap.strip(" ,\n") in ("", "and", "or", "&") and gap.strip():
            siblings.setdefault(index, []).append(index + 1)
            siblings.setdefault(index + 1, []).append(index)
    return siblings


def _is_sibling(record: GazetteerRecord, other: GazetteerRecord) -> bool:
    if record.feature_class != "A" or other.feature_class != "A" or record.resolution != other.resolution:
        return False
    return record.resolution == 1 or (record.resolution == 2 and record.country_code == other.country_code)


def _same_level(left: Found, right: Found) -> bool:
    if not left.candidates or not right.candidates:
        return False
    level = right.candidates[0].record.resolution
    return any(
        candidate.weight >= 6.5 and candidate.record.feature_class == "A" and candidate.record.resolution == level
        for candidate in left.candidates[:4]
    )


def _can_contain(inner: Found, outer: Found) -> bool:
    return any(
        contains(upper.record, lower.record) for upper in outer.candidates[:8] for lower in inner.candidates
    )  # fmt: skip


def contains(outer: GazetteerRecord, inner: GazetteerRecord) -> bool:
    """Tell whether a place lies in another one, by their country, province and district."""
    if outer.country_code != inner.country_code or outer.resolution >= inner.resolution:
        return False
    if outer.feature_class != "A":
        return False
    if outer.resolution == 1:
        return True
    if outer.province != inner.province:
        return False
    return outer.resolution == 2 or outer.district == inner.district


def _senses(
    found: list[Found], containers: dict[int, int], siblings: dict[int, list[int]], home: Home | None
) -> list[Sense]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, place in enumerate(found):
        if not place.candidates:
            continue
        name = fold(place.name)
        container = containers.get(index)
        kind: object = None if place.demonym else (place.feature or "")[:1] if place.feature in ("A2", "A3") else ""
        key: tuple[object, ...] = (name, kind, place.province)
        groups.setdefault(key, []).append(index)
        if container is not None:
            groups.setdefault((*key, "in"), []).append(index)
    senses = []
    for key, mentions in groups.items():
        if key[-1] == "in":
            continue
        inner = groups.get((*key, "in"), [])
        senses.extend(_split(found, mentions, inner, containers, siblings, home))
    return senses


def _split(
    found: list[Found],
    mentions: list[int],
    inner: list[int],
    containers: dict[int, int],
    siblings: dict[int, list[int]],
    home: Home | None,
) -> list[Sense]:
    """Make the sense of a name, or several where the text puts it in different places."""
    by_container: dict[str, list[int]] = {}
    for index in inner:
        by_container.setdefault(fold(found[containers[index]].name), []).append(index)
    if len(by_container) <= 1:
        return [_sense(found, mentions, inner[:1], containers, siblings, home)]
    ordered = list(by_container.values())
    assigned = {index for group in ordered for index in group}
    ordered[0] = sorted(ordered[0] + [index for index in mentions if index not in assigned])
    return [
        _sense(found, group, [index for index in group if index in containers][:1], containers, siblings, home)
        for group in ordered
    ]


def _sense(
    found: list[Found],
    mentions: list[int],
    inner: list[int],
    containers: dict[int, int],
    siblings: dict[int, list[int]],
    home: Home | None,
) -> Sense:
    first = found[mentions[0]]
    candidates = list(first.candidates)
    if first.demonym or len(candidates) == 1:
        return Sense(candidates[:1], [10.0], mentions, True)
    features = [found[index].feature for index in mentions]
    feature = next((kind for kind in features if kind is not None), None)
    unit = next((found[index].unit for index in mentions if found[index].unit is not None), None)
    town = any(found[index].town for index in mentions)
    inside = [candidate for index in inner for candidate in found[containers[index]].candidates[:8]]
    holds = [
        candidate
        for index, container in containers.items()
        if container in mentions
        for candidate in found[index].candidates[:30]
    ]
    beside = [
        found[other].candidates[0].record
        for index in mentions
        for other in siblings.get(index, ())
        if found[other].candidates and not found[other].demonym
    ]
    towns = [candidate.record for candidate in candidates if candidate.record.feature_class == "P"]
    base = []
    for candidate in candidates:
        record, score = candidate.record, candidate.weight
        if candidate.form == 2:
            score -= CUT
        if feature is not None:
            score += _fit(record, feature)
            if unit is not None and candidate.form == 2 and record.country_code == "USA":
                score -= 0.0 if record.name.lower().endswith(unit) else OTHER_UNIT
        if (feature is None or feature[0] != "A") and record.feature_class == "A" and record.resolution > 1:
            score -= 2.0 if candidate.weight < KNOWN_EVERYWHERE and _has_seat(record, towns) else 0.0
        if inside and any(contains(upper.record, record) for upper in inside):
            score += CONTAINED
        if holds and any(contains(record, lower.record) for lower in holds):
            score += CONTAINED
        if beside and any(_is_sibling(record, other) for other in beside):
            score += SIBLING
        if town:
            score += TOWN if record.resolution > 2 else -TOWN
        if home is not None:
            score += _at_home(record, home, first.name)
        base.append(score)
    best = max(base)
    kept = [index for index, score in enumerate(base) if score > best - _KEPT]
    return Sense([candidates[index] for index in kept], [base[index] for index in kept], mentions, len(kept) == 1)


def _fit(record: GazetteerRecord, feature: str) -> float:
    """Give how well a place fits the word beside its name."""
    if feature == "A":
        return FEATURE if record.feature_class != "P" else 0.0
    if feature[0] == "A":
        if record.feature_class != "A":
            return -FEATURE if feature != "A2" or record.feature_class == "P" else 0.0
        gap = abs(record.resolution - int(feature[1]))
        return FEATURE if gap == 0 else FEATURE / 2 if gap == 1 and record.resolution > 1 else 0.0
    if feature == "P":
        return FEATURE if record.feature_class == "P" else -FEATURE / 2
    if feature in "HT":
        return FEATURE if record.feature_class == feature else -FEATURE / 2
    return 0.0


def _has_seat(unit: GazetteerRecord, towns: list[GazetteerRecord]) -> bool:
    """Tell whether a province or district is named after a large town in it, which the bare name means."""
    return any(
        town.country_code == unit.country_code
        and (town.province == unit.province or (abs(town.lat - unit.lat) < 0.5 and abs(town.lon - unit.lon) < 0.5))
        and town.population * 12 >= unit.population
        for town in towns
    )


def _at_home(record: GazetteerRecord, home: Home, name: str) -> float:
    if home.country is None:  # only the site's name is known: "dailyathenian.com" is likely American
        if not home.anywhere or record.country_code != "USA":
            return 0.0
        return HOME if record.feature_class == "P" and home.names(name) else AMERICAN
    if record.country_code != home.country:
        return 0.0
    score = HOME_COUNTRY
    if home.province is not None and record.province == home.province:
        score = HOME_PROVINCE
        if record.feature_class == "P" and home.names(name):
            score += HOME_TOWN if home.town is not None else HOME
    return score
