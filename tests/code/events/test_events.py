"""Every PLOVER type told by a verb, by a noun and in the passive, its modes, and sentences that tell of none.

The notation of what is told is explained in `telling.py`.
"""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.knowledge.ontology import load_ontology
from tests.code.events.telling import differences

PUBLISHED = "2024-03-14"
"""A Thursday."""

VERBAL: list[tuple[str, list[str]]] = [
    ("Serbia offered to reopen the border crossing with Kosovo.", ["AGREE: SRB GOV"]),
    ("Kenya agreed to train Somali soldiers.", ["AGREE: KEN GOV > SOM MIL"]),
    (
        "The Egyptian president met the Saudi king in Jeddah on Tuesday.",
        ["CONSULT visit: EGY GOV > SAU GOV @ Jeddah on 2024-03-12"],
    ),
    (
        "The French president telephoned his Lebanese counterpart on Monday.",
        ["CONSULT phone: FRA GOV + LBN GOV on 2024-03-11"],
    ),
    ("Poland praised the Ukrainian government.", ["SUPPORT: POL GOV > UKR GOV"]),
    ("Brazil recognised the Palestinian state.", ["SUPPORT: BRA GOV > PSE GOV"]),
    ("Parliament ratified the border treaty with Oman.", ["SUPPORT"]),
    ("The Thai government apologised to the protesters.", ["CONCEDE: THA GOV > ? CVL"]),
    ("The government in Dhaka lifted the curfew on Sunday.", ["CONCEDE: BGD GOV on 2024-03-10"]),
    ("The Belarusian president pardoned two journalists.", ["CONCEDE: BLR GOV > ? JRN"]),
    ("India shared intelligence with Sri Lanka.", ["COOPERATE: IND GOV > LKA GOV"]),
    ("The Red Cross delivered food and tents to displaced families in Kassala.", ["AID: NGO ? > ? REF @ Kassala"]),
    ("Canada granted asylum to four Iranian journalists.", ["AID: CAN GOV > IRN JRN"]),
    ("The rebels released 30 prisoners on Wednesday.", ["RETREAT release: ? REB on 2024-03-13"]),
    ("The Romanian interior minister resigned on Monday.", ["RETREAT resign: ROU GOV on 2024-03-11"]),
    ("Pakistan demanded the extradition of the militant leader.", ["REQUEST *: PAK GOV"]),
    ("The opposition called on the president to step down.", ["REQUEST *: ? OPP > ? GOV"]),
    ("Armenia urged Russia to send more peacekeepers.", ["REQUEST assist: ARM GOV > RUS GOV"]),
    ("Turkey condemned the Israeli government.", ["ACCUSE disapprove: TUR GOV > ISR GOV"]),
    ("Prosecutors in Lima are investigating the former president.", ["ACCUSE investigate: PER JUD"]),
    ("Venezuela rejected the American offer.", ["REJECT *: VEN GOV > USA GOV"]),
    ("Russia vetoed the resolution in the Security Council.", ["REJECT *: RUS GOV"]),
    ("Iran threatened to attack American bases.", ["THREATEN violence: IRN GOV > USA ?"]),
    ("The European Union threatened Serbia with sanctions.", ["THREATEN restrict: EUR ? > SRB GOV"]),
    (
        "Thousands of students marched through Tirana on Saturday to demand the resignation of the mayor.",
        ["PROTEST demo: ? EDU @ Tirana on 2024-03-09"],
    ),
    (
        "Nurses in Nairobi went on strike on Monday over unpaid wages.",
        ["PROTEST strike: KEN MED @ Nairobi on 2024-03-11"],
    ),
    ("Britain imposed sanctions on two Russian companies.", ["SANCTION discontinue: GBR GOV > RUS BUS"]),
    ("China deployed warships near Taiwan.", ["MOBILIZE *: CHN GOV > TWN GOV"]),
    ("Ethiopia massed troops on the Eritrean border.", ["MOBILIZE troops: ETH ?"]),
    (
        "Police arrested 40 demonstrators in Tbilisi on Tuesday.",
        ["COERCE arrest: GEO COP > GEO CVL @ Tbilisi on 2024-03-12"],
    ),
    ("The government in Harare blocked the website of an opposition newspaper.", ["COERCE *: ZWE GOV"]),
    ("Gunmen killed eleven farmers in Zamfara on Monday.", ["ASSAULT *: ? ? > NGA AGR @ Zamfara on 2024-03-11"]),
    ("Russian drones struck an apartment block in Odesa.", ["ASSAULT drone: RUS MIL @ Odesa"]),
    ("Norway pledged to lift the travel ban on Belarusian officials.", ["AGREE: NOR GOV"]),
    ("France and Niger traded prisoners on Monday.", ["COOPERATE: FRA GOV > NER GOV on 2024-03-11"]),
    ("The Indian navy rescued forty sailors off Somalia.", ["AID: IND MIL @ Somalia"]),
    ("Lebanon's army pulled out of Tyre.", ["RETREAT withdraw: LBN MIL @ Tyre"]),
    ("The Congolese government sued Rwanda.", ["ACCUSE allege: COD GOV > RWA GOV"]),
    ("Mongolia expelled four Russian officials on Tuesday.", ["SANCTION expel: MNG GOV > RUS GOV on 2024-03-12"]),
    ("Egypt closed the Rafah crossing.", ["COERCE restrict: EGY GOV"]),
    ("Sudanese warplanes bombed a market in Nyala on Thursday.", ["ASSAULT aerial: SDN MIL @ Nyala on 2024-03-14"]),
    ("Burmese soldiers opened fire on a crowd in Mandalay.", ["ASSAULT firearms: MMR MIL > MMR CVL @ Mandalay"]),
    ("The president of Guatemala stepped down on Monday.", ["RETREAT resign: GTM GOV on 2024-03-11"]),
    ("Israel turned down the mediators' proposal.", ["REJECT *: ISR GOV"]),
    ("China warned Japan of consequences.", ["THREATEN: CHN GOV > JPN GOV"]),
    ("Truck drivers blocked the port of Santos on Wednesday.", ["PROTEST obstruct: BRA LAB @ Santos on 2024-03-13"]),
    ("Latvia extradited the suspect to Estonia.", ["COOPERATE: LVA GOV"]),
    ("Denmark gave tanks to Ukraine.", ["AID: DNK GOV > UKR GOV"]),
    ("Jordanian soldiers killed two smugglers near Mafraq.", ["ASSAULT: JOR MIL > ? CRM @ Mafraq"]),
]

NOMINAL: list[tuple[str, list[str]]] = [
    (
        "The governments of Uganda and Rwanda reached an agreement on Thursday.",
        ["AGREE: UGA GOV + RWA GOV on 2024-03-14"],
    ),
    (
        "Talks between Armenian and Azerbaijani officials took place in Geneva on Monday.",
        ["CONSULT *: ARM GOV + AZE GOV @ Geneva on 2024-03-11"],
    ),
    ("The Syrian government received praise from Iran.", ["SUPPORT: IRN GOV > SYR GOV"]),
    ("The president of Chile issued an apology to the families.", ["CONCEDE: CHL GOV > ? CVL"]),
    (
        "Indonesia and Australia held joint naval exercises in the Timor Sea.",
        ["COOPERATE: IDN GOV > AUS GOV @ Timor Sea"],
    ),
    (
        "A shipment of Turkish aid reached displaced families in Idlib on Monday.",
        ["AID: TUR GOV > SYR REF @ Idlib on 2024-03-11"],
    ),
    (
        "The release of the hostages by the militia took place near Maiduguri.",
        ["RETREAT release: ? REB > ? CVL @ Maiduguri"],
    ),
    ("The opposition in Malawi repeated its demand for new elections.", ["REQUEST change: MWI OPP"]),
    (
        "Prosecutors in Quito opened an investigation into the former minister.",
        ["ACCUSE investigate: ECU JUD > ECU ELI @ Quito"],
    ),
    ("The Cuban government announced its rejection of the American proposal.", ["REJECT *: CUB GOV > USA GOV"]),
    ("Niger's junta issued a threat against French diplomats.", ["THREATEN *: NER ? > FRA GOV"]),
    (
        "A protest by teachers brought traffic to a halt in Bishkek on Tuesday.",
        ["PROTEST *: KGZ EDU @ Bishkek on 2024-03-12"],
    ),
    ("Riots broke out in the suburbs of Marseille on Sunday.", ["PROTEST riot @ Marseille on 2024-03-10"]),
    (
        "The expulsion of three Iranian diplomats by Albania followed on Wednesday.",
        ["SANCTION expel: ALB GOV > IRN GOV on 2024-03-13"],
    ),
    ("The army began the deployment of 2,000 soldiers to the Ecuadorean capital.", ["MOBILIZE troops"]),
    (
        "The police carried out a raid on the offices of a newspaper in Managua.",
        ["COERCE *: NIC COP > NIC JRN @ Managua"],
    ),
    (
        "The arrest of a Sudanese journalist by soldiers took place on Monday.",
        ["COERCE arrest: SDN MIL > SDN JRN on 2024-03-11"],
    ),
    ("A suicide bombing in Kandahar killed five soldiers.", ["ASSAULT *: ? > AFG MIL @ Kandahar"]),
    ("The new law drew strong criticism from the United States.", ["ACCUSE disapprove: USA GOV"]),
    ("Turkey launched an air raid on a village in Sinjar.", ["ASSAULT aerial: TUR MIL @ Sinjar"]),
    ("The rebels carried out a massacre in Ituri on Sunday.", ["ASSAULT *: ? REB @ Ituri on 2024-03-10"]),
    ("The abduction of four nuns by bandits was reported in Enugu.", ["ASSAULT abduct: NGA CRM > NGA REL @ Enugu"]),
    ("Demonstrations took place in Baku on Monday.", ["PROTEST demo @ Baku on 2024-03-11"]),
    ("A general strike paralysed Buenos Aires on Thursday.", ["PROTEST strike @ Buenos Aires on 2024-03-14"]),
    ("The resignation of the Tunisian premier came on Monday.", ["RETREAT resign: TUN GOV on 2024-03-11"]),
    ("Kenya offered an apology to Somalia.", ["CONCEDE: KEN GOV > SOM GOV"]),
    (
        "The Syrian and Jordanian foreign ministers held talks in Amman on Sunday.",
        ["CONSULT visit: SYR GOV > JOR GOV @ Amman on 2024-03-10"],
    ),
    ("The United Nations issued an appeal for help for Libya.", ["REQUEST assist: UNO ?"]),
    ("Lithuania gave its support to Georgia.", ["SUPPORT: LTU GOV > GEO GOV"]),
    ("Albania ordered the expulsion of two Iranian diplomats.", ["SANCTION expel: ALB GOV > IRN GOV"]),
    ("Trade between Kenya and Uganda resumed.", ["COOPERATE: KEN GOV > UGA GOV"]),
    (
        "Prosecutors in Quito opened an investigation into the mayor.",
        ["ACCUSE investigate: ECU JUD > ECU GOV @ Quito"],
    ),
    ("Libya received humanitarian aid from Italy.", ["AID: ITA GOV > LBY GOV"]),
    ("France imposed an embargo on Belarus.", ["SANCTION *: FRA GOV > BLR GOV"]),
    ("The arrest of the editor by the police took place in Tunis.", ["COERCE arrest: TUN COP > TUN JRN @ Tunis"]),
    ("The junta made threats against the French embassy.", ["THREATEN *: ? GOV > FRA GOV"]),
]

PASSIVE: list[tuple[str, list[str]]] = [
    ("An agreement was reached by Libya and Malta on Monday.", ["AGREE: LBY GOV + MLT GOV on 2024-03-11"]),
    ("The Georgian foreign minister was received by the pope at the Vatican.", ["CONSULT visit: GEO GOV > VAT ?"]),
    ("The journalist was pardoned by the king of Morocco.", ["CONCEDE: MAR GOV > ? JRN"]),
    ("The drug trafficker was extradited by Colombia to the United States.", ["COOPERATE: COL GOV > USA GOV"]),
    ("Blankets were handed out to refugees by the United Nations.", ["AID: UNO ? > ? REF"]),
    ("Forty sailors were rescued by the Indian navy off Somalia.", ["AID: IND MIL > ? ?"]),
    ("The hostages were released by the kidnappers on Saturday.", ["RETREAT release: ? ? > ? CVL on 2024-03-09"]),
    ("Eritrea was urged by the United Nations to release political prisoners.", ["REQUEST yield: UNO ? > ERI GOV"]),
    ("The general was accused of corruption by prosecutors.", ["ACCUSE allege: ? JUD > ? MIL"]),
    ("The offer was rejected by the rebels.", ["REJECT *: ? REB"]),
    ("Journalists were threatened by gunmen in Bamako.", ["THREATEN *: ? ? > MLI JRN @ Bamako"]),
    (
        "The highway was blocked by farmers near Arequipa on Monday.",
        ["PROTEST obstruct: PER AGR @ Arequipa on 2024-03-11"],
    ),
    ("Two Russian diplomats were expelled by Austria.", ["SANCTION expel: AUT GOV > RUS GOV"]),
    (
        "The former prime minister was convicted of fraud by a court in Kuala Lumpur.",
        ["SANCTION convict: MYS JUD > ? ELI @ Kuala Lumpur"],
    ),
    ("Tanks were moved to the frontier by Algeria.", ["MOBILIZE *: DZA GOV"]),
    ("Riot police were deployed in Kampala on Thursday.", ["MOBILIZE police @ Kampala on 2024-03-14"]),
    ("The editor was detained by Turkish police on Tuesday.", ["COERCE arrest: TUR COP > ? JRN on 2024-03-12"]),
    ("Her house was searched by police.", ["COERCE *: ? COP"]),
    ("Nine villagers were killed by jihadists near Djibo.", ["ASSAULT *: ? REB > BFA CVL @ Djibo"]),
    ("A priest was kidnapped by gunmen in Kaduna.", ["ASSAULT abduct: ? ? > NGA REL @ Kaduna"]),
    ("The Iranian envoy was summoned by Britain.", ["ACCUSE disapprove: GBR GOV > IRN GOV"]),
    ("Three policemen were shot dead by gunmen in Quetta.", ["ASSAULT * > PAK COP @ Quetta"]),
    ("A curfew was imposed in Port-au-Prince on Sunday.", ["COERCE curfew @ Port-au-Prince on 2024-03-10"]),
    ("The radio station was shut down by the Malian authorities.", ["COERCE *: MLI GOV"]),
    ("Food aid was sent to Chad by France.", ["AID: FRA GOV > TCD GOV"]),
    ("Sanctions were imposed on Nicaragua by Canada.", ["SANCTION discontinue: CAN GOV > NIC GOV"]),
    ("The Polish ambassador was recalled from Minsk.", ["SANCTION withdraw"]),
    ("A hospital was bombed by Syrian aircraft.", ["ASSAULT aerial: SYR MIL"]),
    ("The president was urged by opposition leaders to resign.", ["REQUEST *: ? OPP > ? GOV"]),
    ("Food was distributed to flood victims by soldiers in Sylhet.", ["AID: BGD MIL > BGD CVL @ Sylhet"]),
    ("A treaty was ratified by the Fijian parliament.", ["SUPPORT: FJI LEG"]),
    ("Prisoners were exchanged by Russia and Ukraine on Monday.", ["COOPERATE: RUS GOV > UKR GOV on 2024-03-11"]),
    ("The curfew was lifted by the Peruvian authorities.", ["CONCEDE: PER GOV"]),
    ("The proposal was rejected by Iran.", ["REJECT *: IRN GOV"]),
    ("An agreement between Oman and Yemen was reached on Monday.", ["AGREE: OMN GOV + YEM GOV on 2024-03-11"]),
]

MODES: list[tuple[str, list[str]]] = [
    ("Rebels fired mortars at the airport in Bria.", ["ASSAULT heavy-weapons: ? REB @ Bria"]),
    ("A roadside bomb killed three soldiers near Diffa.", ["ASSAULT explosives > NER MIL @ Diffa"]),
    ("Police fired tear gas at protesters in Lomé.", ["ASSAULT crowd-control: TGO COP > TGO CVL @ Lomé"]),
    ("Syrian jets dropped barrel bombs on Aleppo.", ["ASSAULT *: SYR MIL @ Aleppo"]),
    ("Guards tortured two prisoners in Evin prison.", ["ASSAULT torture"]),
    ("Soldiers raped several women in the village.", ["ASSAULT sexual: ? MIL > ? CVL"]),
    ("Militiamen burned down a school in Nyala.", ["ASSAULT *: SDN REB @ Nyala"]),
    ("Officers beat a photographer outside the courthouse.", ["ASSAULT beat > ? JRN"]),
    ("The governor of Kandahar was assassinated on Sunday.", ["ASSAULT targeted > AFG GOV on 2024-03-10"]),
    ("Authorities imposed a curfew in Imphal.", ["COERCE curfew @ Imphal"]),
    ("The junta declared martial law in Yangon.", ["COERCE martial-law @ Yangon"]),
    ("Police seized 40 rifles from a house in Mitrovica.", ["COERCE seize @ Mitrovica"]),
    ("Hackers working for Iran attacked the Albanian government's computers.", ["COERCE cyber > ALB GOV"]),
    ("Ethiopian forces blocked food convoys from entering Tigray.", ["COERCE withhold: ETH MIL @ Tigray"]),
    ("Prisoners in Minsk began a hunger strike on Monday.", ["PROTEST hunger @ Minsk on 2024-03-11"]),
    ("Opposition parties boycotted the vote in Djibouti.", ["PROTEST boycott: DJI ? @ Djibouti"]),
    ("Protesters blocked the main road to Cochabamba.", ["PROTEST obstruct"]),
    ("Rioters torched cars and looted shops in Santiago.", ["PROTEST riot @ Santiago"]),
    ("Fighters laid down their arms in Mindanao.", ["RETREAT disarm @ Mindanao"]),
    ("Police units were placed on alert in Paris.", ["MOBILIZE * @ Paris"]),
    ("The tribal chief raised a militia of 300 men.", ["MOBILIZE militia"]),
    ("Switzerland mediated talks between Sudan's army and the RSF.", ["CONSULT third-party"]),
    ("Leaders of twelve African countries held a summit in Addis Ababa.", ["CONSULT multilateral @ Addis Ababa"]),
    ("The United States cut diplomatic relations with Syria.", ["SANCTION withdraw: USA GOV > SYR GOV"]),
    ("Qatar asked the rebels to meet government envoys.", ["REQUEST meet: QAT GOV > ? REB"]),
    ("Hamas refused to release the hostages.", ["REJECT yield: PSE REB"]),
    ("Eritrea refused to hold talks with Ethiopia.", ["REJECT meet: ERI GOV > ETH GOV"]),
    ("Beijing warned that it would take the island by force.", ["THREATEN *: CHN GOV"]),
]

NOISE: list[tuple[str, list[str]]] = [
    ("Arsenal attacked from the start and beat Chelsea 3-1 at home.", []),
    ("The striker fired a shot over the bar before the break.", []),
    ("The Celtics crushed the Lakers in the second half.", []),
    ("The home side defended well and the visitors surrendered their lead.", []),
    ("The coach met the players in the dressing room before the match.", []),
    ("The bank beat forecasts and shares in the company surged.", []),
    ("The airline signed a contract for twenty new aircraft.", []),
    ("The retailer launched a price war and slashed its costs.", []),
    ("Shares of the drug maker were hit by a wave of selling.", []),
    ("The film bombed at the box office.", []),
    ("Critics attacked the singer's new album.", []),
    ("Doctors are fighting a new strain of flu.", []),
    ("The city is waging war on plastic bags.", []),
    ("A heart attack killed the retired actor at his home.", []),
    ("Heavy rain killed six people in Kerala on Tuesday.", []),
    ("An earthquake struck western Nepal, killing 30 people.", []),
    ("A bus plunged into a ravine, killing 12 passengers.", []),
    ("Two trains collided near Cairo and forty people were injured.", []),
    ("The storm battered the coast and flooded hundreds of homes.", []),
    ("A fire destroyed a furniture factory in Dhaka.", []),
    ("Lightning struck a barn and burned it to the ground.", []),
    ("The orchestra struck up a march.", []),
    ("She fired up the engine and drove home.", []),
    ("Scientists launched a probe to Venus.", []),
    ("The vaccine attacks the virus before it spreads.", []),
    ("The new museum released a catalogue of its paintings.", []),
    ("He shot three rolls of film in the desert.", []),
    ("Wolves killed a dozen sheep on a farm.", []),
    ("The champion defended his title against a younger boxer.", []),
    ("The hurricane threatened to cut power to the islands.", []),
    ("The company will withdraw the toy from shops.", []),
    ("The bride's family met the groom's parents on Sunday.", []),
    ("The pilot abandoned the landing because of fog.", []),
    ("Tourists occupied every hotel room in the resort.", []),
    ("The chef invited diners to taste the soup.", []),
    ("The captain surrendered his place in the team.", []),
    ("Investors abandoned the stock after the warning.", []),
    ("A landslide buried a village and killed 40 people.", []),
    ("The minister opened a new library in the capital.", []),
    ("The gardener shot up in the ranks of the club.", []),
    ("A cyclone hit Madagascar on Friday and left 3,000 people homeless.", []),
    ("The plane crashed near Almaty, killing all on board.", []),
    ("Researchers attacked the problem with a new method.", []),
    ("The band's tour was cancelled because of illness.", []),
    ("The midfielder was released by the club in May.", []),
    ("Inflation hit households hard.", []),
    ("Two ships collided off the coast of Portugal.", []),
    ("The bakery was voted the best in the city.", []),
    ("The farmer's tractor was struck by a falling tree.", []),
    ("Bees attacked a hiker in the hills.", []),
    ("The startup raised $30 million from investors.", []),
    ("Stocks retreated on Wednesday as oil fell.", []),
    ("The choir rehearsed in the cathedral on Sunday.", []),
    ("Smoke from the volcano grounded flights in Bali.", []),
]


@pytest.mark.parametrize(("text", "told"), VERBAL)
def test_a_verb_tells_of_an_event(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "told"), NOMINAL)
def test_a_noun_tells_of_an_event(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "told"), PASSIVE)
def test_the_passive_tells_of_an_event(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "told"), MODES)
def test_modes_say_how(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "told"), NOISE)
def test_sport_business_nature_and_figures_of_speech_are_no_events(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


def test_every_type_is_told_in_these_tables() -> None:
    types = {line.split(":")[0].split()[0] for rows in (VERBAL, NOMINAL, PASSIVE) for _, told in rows for line in told}
    assert types == set(load_ontology(()).events)
