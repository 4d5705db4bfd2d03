"""Four happenings, each told by several documents in our own words; two of them are of one kind."""

from __future__ import annotations

from dateline.model import Document

BRIDGE = [
    (
        "Bridge at Morlen falls into the river",
        "2024-03-04",
        "An old road bridge at Morlen collapsed on Monday morning and took a bus with it into the river Aske. "
        "Divers reached the bus after an hour. Mayor Ines Tollard said 9 people had been brought out alive and "
        "that nobody knew how many were still missing. The bridge was built in 1931.",
    ),
    (
        "Divers search the Aske for passengers of the Morlen bus",
        "2024-03-05",
        "Divers went on searching the river Aske on Tuesday for passengers of a bus that fell with the Morlen "
        "bridge. Ines Tollard, the mayor, said 9 people were alive. The bus company had no list of passengers. "
        "Engineers had warned of rust on the bridge of 1931.",
    ),
    (
        "Morlen mayor was warned of rust before bridge collapse",
        "2024-03-09",
        "Engineers told the town hall of Morlen two years ago that its bridge over the Aske was rusting through, "
        "papers show. Mayor Ines Tollard said that money had been set aside. The collapse took a bus into the "
        "river; 9 passengers survived.",
    ),
]
ORDAL = [
    (
        "Boy, 11, drowns in Ordal quarry",
        "2024-06-10",
        "An 11-year-old boy drowned in the flooded quarry at Ordal on Sunday evening, police said. Jonas Felt had "
        "climbed over the fence with two friends. Firefighters from Ordal found him at a depth of 14 metres. The "
        "owner of the quarry, Steinar Works, said the fence was whole.",
    ),
    (
        "Ordal mourns Jonas Felt",
        "2024-06-12",
        "Pupils laid flowers at the gate of the quarry in Ordal where Jonas Felt, 11, drowned on Sunday. The boy "
        "had climbed the fence with two friends. Steinar Works has put a guard at the quarry.",
    ),
]
TREMAN = [
    (
        "Girl, 13, drowns in Treman quarry",
        "2024-08-19",
        "A 13-year-old girl drowned in a flooded quarry near Treman on Sunday evening, police said. Lea Marquant "
        "had gone swimming with her sister. Divers from Brisk found her at a depth of 20 metres. The council of "
        "Treman had closed the path to the quarry in May.",
    ),
    (
        "Treman council to drain quarry after death of Lea Marquant",
        "2024-08-21",
        "The council of Treman will drain the quarry where Lea Marquant, 13, drowned on Sunday. Her sister had "
        "called for help. The council closed the path to the quarry in May, but the sign was torn down. Divers "
        "from Brisk had to search for three hours.",
    ),
]
COMET = [
    (
        "Comet Harrow seen with the naked eye",
        "2024-03-05",
        "Comet Harrow, found last year by the Lindqvist observatory, can now be seen with the naked eye after "
        "sunset. Its tail is as long as twenty moons, said the astronomer Petra Lindqvist. The comet will not come "
        "back for 8,000 years.",
    ),
    (
        "Where to look for comet Harrow tonight",
        "2024-03-06",
        "Look to the west an hour after sunset to see comet Harrow and its long tail, says Petra Lindqvist of the "
        "observatory that found it. In a week the comet will be too near the sun. It comes back in 8,000 years.",
    ),
]

HAPPENINGS = {"bridge": BRIDGE, "ordal": ORDAL, "treman": TREMAN, "comet": COMET}

DOCUMENTS = [
    Document(id=f"{name}-{number}", title=title, published=published, text=text, publisher=f"Paper {number}")
    for name, told in HAPPENINGS.items()
    for number, (title, published, text) in enumerate(told)
]

EXPECTED = {frozenset(f"{name}-{number}" for number in range(len(told))) for name, told in HAPPENINGS.items()}
