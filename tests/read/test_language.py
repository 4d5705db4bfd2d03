from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.model import Document
from dateline.read import MAX_CHARS, admit
from dateline.read.language import foreign_language

FRENCH = (
    "Le ministre de la Défense a annoncé mercredi que les troupes se retireraient de la région avant la fin de "
    "l'année, après des mois de combats qui ont fait plus de deux cents morts."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "French"),
        ("Der Minister kündigte am Mittwoch an, dass die Truppen bis Jahresende aus der Region abziehen.", "German"),
        (
            "De minister zei woensdag dat de troepen zich voor het einde van het jaar terugtrekken uit het gebied.",
            "Dutch",
        ),
        ("El ministro anunció el miércoles que las tropas se retirarán de la región antes de fin de año.", "Spanish"),
        ("Министр обороны объявил в среду, что войска покинут регион до конца года.", "another script"),
        ("أعلن وزير الدفاع يوم الأربعاء أن القوات ستنسحب من المنطقة قبل نهاية العام", "another script"),
        (
            "国防部长周三宣布,军队将在年底前撤出该地区,此前数月的战斗造成两百多人死亡。发言人说和谈将继续举行。",
            "another script",
        ),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert language in (foreign_language(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "The defence minister said on Wednesday that troops would leave the region before the end of the year.",
        "Zelenskyy, Erdoğan meet in Lviv; Guterres hails grain deal",  # a headline, mostly names
        "KINSHASA – Félix Tshisekedi and Paul Kagame met in Luanda on Friday with João Lourenço as mediator.",
        "Nein, danke.",  # too short to judge
        "",
        "12 34 56 78",
    ],
)
def test_english_names_and_scraps_are_not_refused(text: str) -> None:
    assert foreign_language(text) is None


def test_what_the_input_says_of_its_language_beats_detection() -> None:
    assert admit(Document(id="1", text=FRENCH, language="en-GB")).language == "en-GB"
    with pytest.raises(InputError, match='language is "fr"'):
        admit(Document(id="1", text="The army has withdrawn from the town.", language="fr"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "empty"), (" \n\t", "empty"), ("a" * (MAX_CHARS + 1), "limit of 1,000,000"), (FRENCH, "French")],
)
def test_texts_that_cannot_be_coded_are_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        admit(Document(id="1", text=text))


def test_a_text_found_to_be_english_says_so() -> None:
    assert admit(Document(id="1", text="The army has withdrawn from the town.")).language == "en"
