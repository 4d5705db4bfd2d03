"""Who vouches for what a word says: documents, posts, described speakers, hearsay, beliefs, pictures."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.code.attributions.credit import credited_at


def source_at(coder: Coder, text: str, words: str) -> str | None:
    """Give the name of who is credited with the first of some words of a text, None where the writer says it."""
    with coder.nlp.select_pipes(disable=["dateline_events"]):
        doc = coder.nlp(text)
    found = doc._.dateline_attributions
    at = text.index(words)
    token = next(token for token in doc if token.idx <= at < token.idx + len(token))
    for number in credited_at(token, found):
        said = found[number]
        if said.source is not None:
            if said.source_entity is not None:
                return str(doc._.dateline_actors.entities[said.source_entity].name)
            return text[said.source.start_char : said.source.end_char]
    return None


DOCUMENTS = [
    (
        "The Interior Ministry issued a press release on Monday. Troops shelled two villages, the press release said. "
        "Three farmers were killed, the statement added.",
        "killed",
        "Interior Ministry",
    ),
    ("Corporal Deman died in Chad, according to a DoD news release issued on Friday.", "died", "DoD"),
    (
        "The mayor spoke on Monday. The Health Ministry of Mali published a report. Militants shelled three hospitals, "
        "the report said.",
        "shelled",
        "Health Ministry of Mali",
    ),
    ("A release from the Nigerian Army said troops had freed 40 hostages.", "freed", "Nigerian Army"),
    ("A statement issued by the Somali government said soldiers had killed 14 men.", "killed", "Somali government"),
    # what a document is about, or who got hold of it, did not issue it
    ("A report on the Nigerian Army said troops had shot 40 hostages.", "shot", "A report on the Nigerian Army"),
    (
        "A memo obtained by the Daily Post said officers shot two protesters.",
        "shot",
        "A memo obtained by the Daily Post",
    ),
    # a paper is no document of somebody else
    ("The Interior Ministry issued a statement. The Daily Post said rebels attacked.", "attacked", "Daily Post"),
]

MODIFIERS = [
    # a participle that brings the news, and one that says who is meant
    ("Corporal Deman died of wounds suffered in a bombing, officials said.", "bombing", "officials"),
    ("Officials said the men who were detained in the raid were safe.", "raid", None),
    ("A shell hit a school, killing nine children, officials said.", "killing", "officials"),
    ("Officials said that, fleeing the bombing, villagers had left.", "bombing", None),
    ("Officials said it was a bomb that killed the six farmers.", "killed", "Officials"),
    ("Officials said the bomb that killed the six farmers was old.", "killed", None),
    ("The firm was among the first to hand over files, Der Spiegel reported.", "hand", "Der Spiegel"),
    # of a chain the innermost speaker comes first, however much else he says
    ("“We ran. They shot at us. We fired at them,” Colonel Diop said, according to Reuters.", "fired", "Diop"),
]

POSTS = [
    (
        "Police came at noon.\n\nSoldiers are shooting at my neighbours. We need help.\n\n"
        "— Ana Ruiz (@anaruiz) March 3, 2019\n\nThe army denied it.",
        "shooting",
        "Ana Ruiz",
    ),
    ("We were shot at in the square. — Ana Ruiz (@anaruiz) 3 March 2019\nPolice arrested six.", "shot", "Ana Ruiz"),
    ("We were shot at in the square. — Ana Ruiz (@anaruiz) 3 March 2019\nPolice arrested six.", "arrested", None),
    ("Mayor Pavel Novak tweeted:\n\nTroops shelled the school.\n\nPolice arrested six men.", "shelled", "Pavel Novak"),
    ("Mayor Pavel Novak tweeted:\n\nTroops shelled the school.\n\nPolice arrested six men.", "arrested", None),
    ('"Police arrested six students," Carla Mendes, former mayor of the city, tweeted.', "arrested", "Carla Mendes"),
    ("Troops shelled Leeds — a city (see @leeds) — on May 3, 2019.", "shelled", None),
]

QUOTATIONS = [
    ("“Soldiers burned our village.” She wept. “They killed my uncle,” Fatou Ba said.", "burned", "Fatou Ba"),
    ('"[The rebels] burned our village (in the night)," Fatou Ba said.', "burned", "Fatou Ba"),
    ("“They burned the mosque,” said. Col. Musa Ba. “They killed my uncle.”", "killed", "Musa Ba"),
    ("Forty states have joined the fight against the group “They will go on killing,” said Musa Ba.", "joined", None),
    ("Forty states want to “go on killing the rebels,” said Musa Ba.", "want", "Musa Ba"),
]

FALSE_CUES = [
    ("An adult found guilty of arson could be jailed for life.", "jailed", None),
    ("People believed to be rebels attacked a market.", "attacked", None),
    ("A man known as Abu Salim was arrested.", "arrested", None),
    ("Two men suspected of killing a priest were detained.", "detained", None),
    ("The court found that police had jailed him unlawfully.", "jailed", "court"),
    ("Inspectors found the men could be jailed for life.", "jailed", "Inspectors"),
    # tenses tell what is joined to what
    ("Residents have said they fear the militia and accused the army of shelling them.", "accused", None),
    ("The refugees said they want to go home and accused the army of shelling them.", "shelling", "refugees"),
    ("The refugees said they want to go home and accused the army of shelling them.", "accused", None),
    ("Villagers said they fear the militia and blocked its office.", "blocked", None),
    ("Villagers said they feared the militia and blocked its office.", "blocked", "Villagers"),
    ("The minister said the rebels are armed and killed two farmers.", "killed", "minister"),
]

DESCRIBED = [
    (
        "A Defense Ministry spokesman said ships had fired. They left. Ministry spokesman Li Ming said two men died.",
        "fired",
        "Li Ming",
    ),
    (
        "Police spokesman Jan Kos said two died. An army spokesman said troops had fired.",
        "fired",
        "army spokesman",
    ),
    (
        "A military spokesman said jets had bombed a depot. General Igor Panin said ten tanks burned.",
        "bombed",
        "Igor Panin",
    ),
    (
        "A military spokesman said jets had bombed a depot. Defence Minister Igor Panin said ten tanks burned.",
        "bombed",
        "military spokesman",
    ),
    (
        "One analyst said the army had attacked. Henry Boyd, a fellow at Chatham House, said talks had failed.",
        "attacked",
        "Henry Boyd",
    ),
    (
        "Another analyst said the army had attacked. Henry Boyd, a fellow at Chatham House, said talks had failed.",
        "attacked",
        "analyst",
    ),
    (
        "Analysts say the army attacked. Henry Boyd, a fellow at Chatham House, said talks had failed.",
        "attacked",
        "Analysts",
    ),
    ("The Israeli army killed four men. The military said they had attacked a post.", "attacked", "Israeli army"),
    (
        "The Israeli army fired at the Lebanese army. The military said four men had attacked a post.",
        "attacked",
        "military",
    ),
    (
        "The Las Vegas Metropolitan Police Department closed a mall. A man shot three people there, police said.",
        "shot",
        "Las Vegas Metropolitan Police Department",
    ),
    (
        "The Las Vegas Metropolitan Police Department met. A man shot three people, riot police said.",
        "shot",
        "riot police",
    ),
]

HEARSAY = [
    ("Medics said soldiers shot a boy. Two women are reported to have been abducted.", "abducted", "Medics"),
    ("Aid workers have collected accounts of killings. Three boys were allegedly shot.", "shot", "Aid workers"),
    ("Medics said soldiers shot a boy. Meanwhile, rebels reportedly attacked a base.", "attacked", None),
    ("Medics said soldiers shot a boy. The talks include the army and, reportedly, the Church.", "talks", None),
    ("Medics said soldiers shot a boy. The mayor is in jail, reportedly with his wife.", "jail", None),
    ("Medics said soldiers shot a boy. Rebels reportedly attacked a base, the Herald said.", "attacked", "Herald"),
]

BELIEFS_AND_PICTURES = [
    ("Witnesses believe the blast was an air strike.", "strike", "Witnesses"),
    ("Officials suspect that rebels bombed the bridge.", "bombed", "Officials"),
    ("Officials want the rebels to bomb the bridge.", "bomb", None),
    ("The photos in the Zambia Times appear to show the president meeting the rebels.", "meeting", "Zambia Times"),
    ("Footage aired by the Daily Mirror shows police shooting at students.", "shooting", "Daily Mirror"),
    ("The Zambia Times published pictures of soldiers shooting at students.", "shooting", "Zambia Times"),
    ("The Zambia Times published pictures of the president.", "president", None),
    ("The rebels appear to have killed six men.", "killed", None),
]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        *DOCUMENTS, *MODIFIERS, *POSTS, *QUOTATIONS, *FALSE_CUES, *DESCRIBED, *HEARSAY, *BELIEFS_AND_PICTURES
    ],
)  # fmt: skip
def test_who_is_credited(coder: Coder, text: str, words: str, expected: str | None) -> None:
    assert source_at(coder, text, words) == expected
