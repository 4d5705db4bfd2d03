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
        "A Russian military spokesman said jets had bombed Mosul in Iraq. General Igor Panin said ten tanks burned.",
        "bombed",
        "Igor Panin",
    ),
    (
        "A Russian military spokesman said jets had bombed Mosul. The Iraqi general Salah Karim said ten tanks burned.",
        "bombed",
        "Russian military spokesman",
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
    # who was there, and who only looks at a matter
    ("A reporter at the scene saw soldiers shoot two men.", "shoot", "reporter"),
    ("The general saw the attack as a warning.", "attack", None),
    ("The court heard that he had killed two men.", "killed", "court"),
    # names that somebody gives to what happened
    (
        "Troops entered the town after what the United Nations called an attack on civilians.",
        "attack",
        "United Nations",
    ),
    ("Troops entered the town, which the United Nations called calm before the attack.", "attack", None),
    ("By the army's account, its troops killed forty rebels.", "killed", "army"),
    ("By the army's camp, its troops killed forty rebels.", "killed", None),
]

COLONS_AND_ENDS = [
    ("Police: Gunman kills four in church\n\nA man was held.", "kills", "Police"),
    ("Goma: three killed as march turns into a battle\n\nA man was held.", "killed", None),
    ("Moscow: “We have killed three rebels”\n\nA man was held.", "killed", "Moscow"),
    (
        "The girls were freed in Banki, near the border with Cameroon, a source close to the talks said on "
        "condition of anonymity.",
        "freed",
        "source",
    ),
    ("Six were freed in Banki, a town in the north, and said they were well.", "freed", None),
]

DIRECTIVES = [
    # who orders something does not report it
    ("The envoy urged the army to stop the air strikes.", "strikes", None),
    ("Soldiers told the driver to get out before firing at him, police said.", "firing", "police"),
    ("The rebels claimed to have shot down a helicopter.", "shot", "rebels"),
    ("“The army attacked us,” says one. “They killed my son,” says another.", "killed", "another"),
    ("Villagers fled on Monday. “They killed my son,” said one.", "killed", "Villagers"),
    ("Villagers fled on Monday. “They killed my son,” said the mayor.", "killed", "mayor"),
    ("“The army attacked us,” says this. “They killed my son,” says that.", "killed", None),
    (
        "The mayor said in a Facebook post that a deputy was missing. The post said two guards were beaten.",
        "beaten",
        "mayor",
    ),
    ("The family sent a letter to police saying gunmen had shot two boys.", "shot", "family"),
    ("She said the murder was “a stain on us,” state radio reported.", "murder", "She"),
]


CASES = [*DOCUMENTS, *MODIFIERS, *POSTS, *QUOTATIONS, *FALSE_CUES, *DESCRIBED, *HEARSAY, *BELIEFS_AND_PICTURES]
CASES += DIRECTIVES + COLONS_AND_ENDS


@pytest.mark.parametrize(("text", "words", "expected"), CASES)
def test_who_is_credited(coder: Coder, text: str, words: str, expected: str | None) -> None:
    assert source_at(coder, text, words) == expected


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        # told by the writer as well, and told by nobody else
        ("A gunman shot five people. Police say the man escaped after shooting at a crowd.", False),
        ("Police say the man escaped after shooting at a crowd.", True),
        # not the background of what is said, but the thing itself
        ("A gunman shot five people. Police say the man was shooting at a crowd.", True),
    ],
)
def test_what_a_report_only_starts_from_is_the_writers(coder: Coder, text: str, credited: bool) -> None:
    events = [event for event in coder.code(text).events if event.trigger.start == text.index("shooting")]
    assert [bool(event.attribution) for event in events] == [credited]
