"""Where PLOVER sets traps, the conventions that decide them, and status.

The notation of what is told is explained in `telling.py`.
"""

from __future__ import annotations

import pytest

from dateline import Coder
from tests.code.events.telling import differences

PUBLISHED = "2024-03-14"
"""A Thursday."""

TRAPS: list[tuple[str, list[str]]] = [
    ("Some 4,000 villagers were driven from their homes by the militia.", ["SANCTION expel: ? REB > ? CVL"]),
    ("About 9,000 people fled the town of Malakal.", ["SANCTION expel: - > SSD REF @ Malakal"]),
    (
        "Ukrainian troops captured six Russian soldiers near Kupiansk.",
        ["ASSAULT abduct: UKR MIL > RUS MIL @ Kupiansk"],
    ),
    ("Two Israeli soldiers were taken prisoner by Hamas fighters.", ["ASSAULT abduct: PSE REB > ISR MIL"]),
    ("The army captured a dozen rebels in Kidal.", ["ASSAULT abduct: MLI MIL > MLI REB @ Kidal"]),
    ("The United States suspended military aid to Egypt.", ["SANCTION discontinue: USA GOV > EGY GOV"]),
    ("Germany halted arms exports to Saudi Arabia.", ["SANCTION discontinue: DEU GOV > SAU GOV"]),
    ("Belarus barred two Polish journalists from entering the country.", ["REJECT *: BLR GOV > POL JRN"]),
    ("Ecuador refused entry to the Venezuelan ambassador.", ["REJECT *: ECU GOV > VEN GOV"]),
    ("Hungary deported a Russian priest.", ["COERCE deport: HUN GOV > RUS REL"]),
    ("Pakistan deported 700 Afghan migrants on Monday.", ["COERCE deport: PAK GOV > AFG REF on 2024-03-11"]),
    ("Moscow expelled five German diplomats.", ["SANCTION expel: RUS GOV > DEU GOV"]),
    ("The colonel was found guilty of treason.", ["SANCTION convict: - > ? MIL"]),
    ("Iran tested a new cruise missile in the Gulf of Oman.", ["MOBILIZE weapons: IRN ? @ Gulf of Oman"]),
    ("India carried out a nuclear test in Rajasthan.", ["MOBILIZE weapons: IND ? @ Rajasthan"]),
    ("France announced that it would withdraw its troops from Niger.", ["CONCEDE: FRA GOV"]),
    ("The rebels announced a one-week ceasefire.", ["CONCEDE: ? REB"]),
    ("Turkey will pull its soldiers out of Bashiqa next month.", ["CONCEDE: TUR GOV"]),
    ("A ceasefire took effect in Tripoli on Monday.", ["RETREAT ceasefire @ Tripoli on 2024-03-11"]),
    ("Germany will send 40 tanks to Ukraine.", ["AGREE: DEU GOV > UKR GOV"]),
    ("The presidents of Kenya and Somalia will meet in Nairobi next week.", ["AGREE: SOM GOV > KEN GOV @ Nairobi"]),
    ("Japan promised $200 million in aid to Moldova.", ["AGREE: JPN GOV > MDA GOV"]),
    ("South Korea and Vietnam will hold joint exercises in June.", ["AGREE: KOR GOV + VNM GOV"]),
    ("The minister told reporters that the road was in good repair.", []),
    ("A spokesman for the army declined to comment.", []),
    ("The president gave a speech to parliament about schools.", []),
    ("The governor said the harvest had been good this year.", []),
    ("Officials noted that the bridge was eighty years old.", []),
    (
        "Tanks rolled into Aleppo and shelled the old town, killing twenty people.",
        ["ASSAULT heavy-weapons @ Aleppo"],
    ),
    ("Hundreds of miners marched in La Paz to demand higher wages.", ["PROTEST demo: BOL LAB @ La Paz"]),
    ("Greece summoned the Turkish ambassador on Monday.", ["ACCUSE disapprove: GRC GOV > TUR GOV on 2024-03-11"]),
    (
        "Government troops and rebels clashed near Marib on Monday.",
        ["ASSAULT *: YEM MIL + ? REB @ Marib on 2024-03-11"],
    ),
    ("Indian and Chinese soldiers fought each other in Ladakh.", ["ASSAULT *: IND MIL + CHN MIL @ Ladakh"]),
    ("The leaders of Serbia and Kosovo met in Brussels.", ["CONSULT *: SRB GOV + KOS GOV @ Brussels"]),
    ("Coalition forces bombed a village near Ghazni.", ["ASSAULT aerial: IGO MIL @ Ghazni"]),
    ("NATO warplanes bombed a bridge in Novi Sad.", ["ASSAULT aerial: IGO MIL @ Novi Sad"]),
    ("Islamic State fighters beheaded two soldiers in Sirte.", ["ASSAULT *: IMG REB > LBY MIL @ Sirte"]),
    ("Boko Haram kidnapped 40 schoolgirls.", ["ASSAULT abduct: NGA REB > NGA EDU"]),
    ("A man rammed his car into a crowd in Graz, killing three people.", ["ASSAULT targeted @ Graz"]),
    ("The Gambia sent 200 peacekeepers to Darfur.", ["AID: GMB GOV @ Darfur"]),
    ("The United Nations evacuated 90 wounded people from Homs.", ["AID: UNO ? > SYR CVL @ Homs"]),
    ("The European Commission condemned Hungary.", ["ACCUSE disapprove: EUR ? > HUN GOV"]),
    ("The International Committee of the Red Cross visited prisoners in Asmara.", ["CONSULT visit: NGO ? @ Asmara"]),
    ("Abkhazia accused Georgia of lying.", ["ACCUSE allege: GEO PRE > GEO GOV"]),
    ("Soldiers drove herders from their villages in Kordofan.", ["SANCTION expel: SDN MIL > ? ? @ Kordofan"]),
    ("Houthi fighters captured eight Yemeni soldiers near Taiz.", ["ASSAULT abduct: YEM ? > YEM MIL @ Taiz"]),
    ("The Netherlands withdrew military aid from Mali.", ["SANCTION *: NLD GOV > MLI GOV"]),
    ("Algeria barred the French minister from entering.", ["REJECT *: DZA GOV > FRA GOV"]),
    ("Kazakhstan denied entry to a Russian singer.", ["REJECT *: KAZ GOV"]),
    ("Libya deported 160 migrants to Niger.", ["COERCE deport: LBY GOV"]),
    ("Pakistan tested a nuclear-capable missile on Monday.", ["MOBILIZE weapons: PAK ? on 2024-03-11"]),
    ("The United States announced the withdrawal of its soldiers from Chad.", ["CONCEDE: USA GOV"]),
    ("The militia withdrew from the town on Wednesday.", ["RETREAT withdraw: ? REB on 2024-03-13"]),
    ("Britain will provide $40 million in aid to Sudan.", ["AGREE: GBR GOV > SDN GOV"]),
    ("The Polish and Czech presidents are due to hold talks on Friday.", ["AGREE: POL GOV + CZE GOV on 2024-03-15"]),
    ("The rebels were ready for talks with the government.", ["AGREE: ? REB > ? GOV"]),
    ("The mayor announced the name of the new bridge.", []),
    ("Witnesses described the scene to reporters.", []),
    ("The report was published by the ministry on Tuesday.", []),
    ("Police said gunmen had abducted a nurse in Gombe.", ["ASSAULT abduct > NGA MED @ Gombe"]),
    ("State television reported that Syrian rebels had released a pilot.", ["RETREAT release: SYR REB > ? ?"]),
    ("UNHCR delivered tents to refugees in Adré.", ["AID: UNO ? > ? REF"]),
    ("Médecins Sans Frontières treated 60 wounded civilians in Leogane.", ["AID: NGO ? > HTI CVL"]),
    ("NATO soldiers shot dead a gunman in Kabul.", ["ASSAULT *: IGO MIL @ Kabul"]),
    ("Separatists in Donetsk captured two Ukrainian soldiers.", ["ASSAULT abduct: UKR ? > UKR MIL @ Donetsk"]),
    ("North Korea fired two ballistic missiles into the sea on Tuesday.", ["MOBILIZE weapons: PRK ? on 2024-03-12"]),
    ("European Union foreign ministers met in Brussels.", ["CONSULT * @ Brussels"]),
    ("Chad and Sudan signed a border agreement on Monday.", ["SUPPORT: TCD GOV + SDN GOV on 2024-03-11"]),
    ("A court in Paris issued an arrest warrant for the Syrian president.", ["THREATEN arrest: FRA JUD > SYR GOV"]),
    ("A judge in Brasilia issued a warrant for the mayor's arrest.", ["THREATEN arrest: BRA JUD"]),
    (
        "Turkey issued a warrant in absentia for the cleric on Monday.",
        ["THREATEN arrest: TUR GOV > TUR REL on 2024-03-11"],
    ),
    ("Three people were killed when a man drove a van into pedestrians in Lille.", ["ASSAULT * > ? CVL @ Lille"]),
]

STATUS: list[tuple[str, list[str]]] = [
    ("The army denied shelling the camp.", ["ASSAULT heavy-weapons: ? MIL | negated"]),
    ("Moscow denied poisoning the dissident.", ["ASSAULT *: RUS MIL | negated"]),
    ("Police did not arrest the mayor.", ["COERCE arrest: ? COP > ? GOV | negated"]),
    ("The two ministers did not meet.", ["CONSULT: ? GOV | negated"]),
    ("The rebels failed to seize the airport in Bria.", ["ASSAULT *: ? REB @ Bria | negated"]),
    ("The militia may attack the refugee camp.", ["ASSAULT: ? REB > ? REF | hypothetical"]),
    ("Teachers will go on strike on Monday.", ["PROTEST strike: ? EDU on 2024-03-18 | future"]),
    (
        "The opposition plans to hold a rally in Antananarivo on Saturday.",
        ["PROTEST demo: MDG OPP @ Antananarivo on 2024-03-16 | future"],
    ),
    (
        "The court is expected to sentence the general on Friday.",
        ["SANCTION convict: ? JUD > ? MIL on 2024-03-15 | future"],
    ),
    ("In 2011 NATO bombed Tripoli.", ["ASSAULT aerial: IGO MIL @ Tripoli on 2011 | historical"]),
    ("Soldiers shot dead 34 miners in 2012.", ["ASSAULT *: ? MIL > ? LAB on 2012 | historical"]),
    ("Iraq invaded Kuwait in August 1990.", ["ASSAULT: IRQ MIL > KWT GOV on 1990-08 | historical"]),
    (
        "The separatists had threatened to blow up the dam in 2019.",
        ["THREATEN violence: ? REB on 2019 | historical"],
    ),
    ("The government has not imposed a curfew.", ["COERCE curfew: ? GOV | negated"]),
    ("Troops did not fire on the crowd.", ["ASSAULT firearms: ? MIL > ? CVL | negated"]),
    ("The envoys never met.", ["CONSULT: ? GOV | negated"]),
    ("Truck drivers plan to block the highway on Friday.", ["PROTEST obstruct on 2024-03-15 | future"]),
    ("The police could arrest the former president.", ["COERCE arrest: ? COP > ? ELI | hypothetical"]),
    ("In 1994 militias killed thousands of Tutsis in Kigali.", ["ASSAULT *: RWA REB @ Kigali on 1994 | historical"]),
    ("Russia annexed Crimea in 2014.", ["COERCE *: RUS GOV on 2014 | historical"]),
    ("Soldiers have been deployed in Maputo.", ["MOBILIZE troops @ Maputo"]),
    ("The protests in Tunis continued on Sunday.", ["PROTEST demo @ Tunis on 2024-03-10"]),
    ("Rebels are attacking the airport.", ["ASSAULT: ? REB"]),
    ("Two nurses were kidnapped in the town in 2015.", ["ASSAULT abduct > ? MED on 2015 | historical"]),
    ("Turkish ministers will visit the refugee camp on Sunday.", ["AGREE on 2024-03-17"]),
    ("Rebels might release the French hostages.", ["RETREAT release: ? REB > FRA CVL | hypothetical"]),
    ("Soldiers refused to fire on the protesters.", ["REJECT *: ? MIL"]),
    ("Police were unable to arrest the gang's leader.", ["COERCE arrest: ? COP | negated"]),
    ("Officials said Russia had bombed a school in 2022.", ["ASSAULT aerial: RUS MIL on 2022 | historical"]),
    ("The colonel said his men would not attack the village.", ["ASSAULT | negated"]),
]

SENSES: list[tuple[str, list[str]]] = [
    ("The insurgents declared a unilateral ceasefire.", ["CONCEDE: ? REB"]),
    ("Rebels drove thousands of families out of their homes in Kidal.", ["SANCTION expel: MLI REB > MLI CVL @ Kidal"]),
    ("The army drove its tanks out of the city.", ["RETREAT withdraw: ? MIL"]),
    ("Norway cut off aid to Malawi.", ["SANCTION discontinue: NOR GOV > MWI GOV"]),
    ("The government cut off aid to the besieged town.", ["COERCE *: ? GOV"]),
    ("Troops were sent to help flood victims in Sindh.", ["AID"]),
    ("Italy sent troops to Niger.", ["MOBILIZE troops: ITA GOV > NER GOV"]),
    ("The general admitted violating the ceasefire.", ["CONCEDE: ? MIL"]),
    ("The two armies stopped fighting.", ["RETREAT ceasefire: ? MIL"]),
    ("Teachers will strike on 2 April.", ["PROTEST strike: ? EDU | future"]),
    ("Miners struck gold in Ghana.", []),
    ("Poland supplied Ukraine with shells.", ["AID: POL GOV > UKR GOV"]),
    ("Israel and Egypt resumed trade.", ["COOPERATE: ISR GOV > EGY GOV"]),
    ("The rebels freed four of them.", ["RETREAT release: ? REB"]),
    ("The rebels are preparing to attack Benghazi.", ["THREATEN violence: LBY REB"]),
    ("Poland backed the Hungarian proposal.", ["SUPPORT: POL GOV > HUN GOV"]),
    ("Militants set up checkpoints near Mubi.", ["MOBILIZE militia"]),
    ("Peacekeepers disarmed the rebels in Bunia.", ["RETREAT disarm: COD REB > ?"]),
    ("Police disarmed a gunman.", []),
    ("Vietnam began the withdrawal of its troops from Laos.", ["RETREAT withdraw: VNM MIL > LAO GOV"]),
    ("Turkey repaired the power lines in Azaz.", ["AID: TUR GOV"]),
    ("The utility restored power to customers after the storm.", []),
    ("A judge handed the general a 12-year jail term.", ["SANCTION convict: ? JUD > ? MIL", "COERCE arrest"]),
    ("The activist was jailed for five years.", ["SANCTION convict: - > ? SOC", "COERCE arrest: - > ? SOC"]),
    ("The striker was sentenced to a suspended term of two years.", ["SANCTION convict"]),
    ("A court sentenced the rebel commander to death.", ["SANCTION convict: ? JUD > ? REB"]),
    ("The chipmaker agreed to buy a rival.", []),
    ("A gas leak caused an explosion in Lahore.", []),
    ("Kosovo is widely recognised.", []),
]


@pytest.mark.parametrize(("text", "told"), TRAPS)
def test_conventions_decide(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "told"), STATUS)
def test_status_is_told(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "told"), SENSES)
def test_the_sense_of_a_word_decides(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)
