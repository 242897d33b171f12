"""Which names are one entity: known names, invariants of decisions, and an oracle for the clustering."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.candidates import WIDEST, Blocks, Group, keys
from onrecord.resolve.decisions import Decision, EntityKind, Known, Mention, active, components
from onrecord.resolve.index import EntityIndex, Stream

NEWS = ("strelsau", "palace", "election", "parliament", "treaty", "elphberg")
SPORT = ("football", "league", "striker", "coach", "goal", "stadium")


def named(*names: str, kind: EntityKind = "person", context: tuple[str, ...] = NEWS) -> list[Mention]:
    """One mention an article, a day apart."""
    return [
        Mention(name, kind, f"article {n}", date=f"2024-01-{n + 1:02}", context=context) for n, name in enumerate(names)
    ]


def groups(index: EntityIndex) -> set[frozenset[str]]:
    return {frozenset(m.name for m in e.mentions) for e in index.entities}


def one(a: str, b: str, kind: EntityKind = "person") -> bool:
    return len(EntityIndex.of(named(a, b, kind=kind)).entities) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Alexander Lukashenko", "Lukashenko"),
        ("Alexander Lukashenko", "Belarusian leader Alexander Lukashenko"),
        ("Alexander Lukashenko", "Aliaksandr Lukashenka"),
        ("Alexander Lukashenko", "President Lukashenko"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
        ("Bashar al-Assad", "Bashar Asad"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Sergei Lavrov", "Sergey Lavroff"),
        ("Boris Yeltsin", "Boris Jelzin"),
        ("Nikita Khrushchev", "Nikita Hrushchov"),
        ("Bill Clinton", "William Clinton"),
        ("Hillary Clinton", "Hillary Rodham Clinton"),
        ("Sen. Bernie Sanders", "Bernard Sanders"),
        ("François Hollande", "Francois Hollande"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Viktor Orbán", "Orban Viktor"),
        ("George H.W. Bush", "George Herbert Walker Bush"),
        ("J. Edgar Hoover", "John Edgar Hoover"),
        ("Enrique Peña Nieto", "Peña Nieto"),
        ("Marine Le Pen", "Le Pen"),
        ("Rassendyll's", "Rassendyll"),
    ],
)
def test_one_person(a: str, b: str) -> None:
    assert one(a, b)
    assert one(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("George H.W. Bush", "George W. Bush"),
        ("Martin Luther King Jr.", "Martin Luther King Sr."),
        ("Pope Francis", "Pope Benedict"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Michelle Obama", "Barack Obama"),
        ("John Smith", "Smith Jones"),
        ("Ann Black", "Anne White"),
    ],
)
def test_two_persons(a: str, b: str) -> None:
    assert not one(a, b)
    assert not one(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Federal Bureau of Investigation", "FBI"),
        ("F.B.I.", "FBI"),
        ("the Guardian", "Guardian"),
        ("Department of Justice", "Justice Department"),
        ("World Health Organisation", "WHO"),
        ("Ruritanian Trade Council", "RTC"),
        ("Elphberg Holdings Ltd", "Elphberg Holdings"),
        ("Russia's Foreign Ministry", "Russian Ministry of Foreign Affairs"),
        ("Islamic State", "ISIS"),
        ("Al-Qaeda", "al-Qaida"),
        ("United States", "U.S."),
        ("UK", "Great Britain"),
    ],
)
def test_one_organization(a: str, b: str) -> None:
    assert one(a, b, "organization")
    assert one(b, a, "organization")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Russian Foreign Ministry", "Ukrainian Foreign Ministry"),
        ("Zenda Committee", "Zenda Convention"),
        ("Moscow", "Russia"),
        ("Kremlin", "Moscow"),
        ("North Korea", "South Korea"),
        ("Niger", "Nigeria"),
    ],
)
def test_two_organizations(a: str, b: str) -> None:
    assert not one(a, b, "organization")


def test_the_ministries_of_two_countries_by_what_their_articles_speak_of() -> None:
    ours = Mention("Foreign Ministry", "organization", "a", context=("russia", "russian", "moscow"))
    theirs = Mention("Foreign Ministry", "organization", "b", context=("iran", "iranian", "tehran"))
    again = Mention("Foreign Ministry", "organization", "c", context=("russia", "kremlin", "russians"))
    index = EntityIndex.of([ours, theirs, again])
    assert index.entity(ours) == index.entity(again) != index.entity(theirs)


def test_georgia_and_georgia() -> None:
    country = Mention("Georgia", "organization", "a", context=("tbilisi", "abkhazia", "georgian"))
    state = Mention("Georgia", "place", "b", context=("atlanta", "savannah", "florida"))
    unknown = Mention("Georgia", "organization", "c", context=("rain",))
    index = EntityIndex.of([country, state, unknown])
    assert [index.entity(m).id for m in (country, state)] == ["iso3166:GE", "iso3166:US-GA"]
    assert index.entity(unknown).id.startswith("e1:")
    assert index.why(unknown)[0].candidates == ("iso3166:GE", "iso3166:US-GA")


def test_kinds_keep_apart() -> None:
    person, team = named("Jordan", "Jordan")
    team = Mention("Jordan", "organization", "b", context=("amman",))
    assert len(EntityIndex.of([person, team]).entities) == 2


def test_a_surname_that_fits_two_stays_apart_with_its_candidates() -> None:
    index = EntityIndex.of(named("Bill Clinton", "Hillary Clinton", "Clinton"))
    assert len(index.entities) == 3
    (decision,) = index.why(index.mentions[2])
    assert decision.action == "ambiguous"
    assert set(decision.candidates) == {m.id for m in index.mentions[:2]}


def test_a_surname_goes_to_the_one_that_its_article_is_about() -> None:
    king = named("Rudolf Elphberg", *["Rudolf Elphberg"] * 5, context=NEWS)
    player = [Mention("Flavia Elphberg", "person", "sport", context=SPORT)]
    alone = Mention("Elphberg", "person", "later", date="2024-02-01", context=NEWS)
    index = EntityIndex.of([*king, *player, alone])
    assert index.entity(alone) == index.entity(king[0])


def test_father_and_son_are_not_joined_by_a_name_that_fits_both() -> None:
    father, son, either = named("George H.W. Bush", "George W. Bush", "George Bush")
    index = EntityIndex.of([father, son, either])
    assert index.entity(father) != index.entity(son)
    assert EntityIndex.of([father, either, *named("George W. Bush")]).entity(father).name == "George H.W. Bush"


def test_every_merge_says_why() -> None:
    index = EntityIndex.of(named("Alexander Lukashenko", "Aliaksandr Lukashenka"))
    (decision,) = index.decisions
    assert decision.action == "merge"
    assert {e.name for e in (decision.a, decision.b) if e} == {"Alexander Lukashenko", "Aliaksandr Lukashenka"}
    assert {f.code for f in decision.facts} >= {"surname-spelled", "given-nickname", "context"}
    assert decision.score is not None
    assert 0.5 <= decision.score < 1


def test_a_known_entity_gives_its_identifier_and_aliases() -> None:
    known = [
        Known("wikidata:Q1", "Rudolf Rassendyll", "person", ("The Play-actor",)),
        Known("wikidata:Q2", "Rudolf Elphberg", "person"),
    ]
    alone = Mention("Rudolf", "person", "z", date="2024-03-01", context=("rain",))
    index = EntityIndex.of([*named("Rudi Rassendyll", "Rassendyll", "Play-actor"), alone], known)
    assert [index.entity(m).id for m in index.mentions[:3]] == ["wikidata:Q1"] * 3
    assert index.entity(index.mentions[0]).name == "Rudolf Rassendyll"
    assert index.why(index.mentions[3])[0].action == "ambiguous"


def test_a_users_list_goes_before_the_table_of_countries() -> None:
    index = EntityIndex.of(named("Belarus", kind="organization"), [Known("list:b", "Belarus", "organization")])
    assert index.entities[0].id == "list:b"


def test_a_mention_without_company_has_an_id_of_itself() -> None:
    (mention,) = named("Rudolf Rassendyll")
    index = EntityIndex.of([mention])
    assert index.entity(mention).id == "e1:" + mention.id.removeprefix("m1:")


def test_an_undone_merge_stays_undone_in_a_rerun() -> None:
    mentions = named("Rudolf Rassendyll", "Rudi Rassendyll")
    index = EntityIndex.of(mentions)
    undone = index.undo(index.decisions[0], by="editor", why="cousins")
    assert len(undone.entities) == 2
    assert len(undone.undo(undone.decisions[-1], by="editor").entities) == 1, "the undo is undone"
    assert len(EntityIndex.of(mentions, decided=undone.decisions).entities) == 2


def test_persons_merge_what_rules_do_not() -> None:
    mentions = named("Rudolf Rassendyll", "Anthony Hope")
    index = EntityIndex.of(mentions)
    joined = index.merge(*index.mentions, by="editor")
    assert len(joined.entities) == 1
    assert len(EntityIndex.of(reversed(mentions), decided=joined.decisions).entities) == 1


def test_a_split_holds_against_every_way_between_the_two() -> None:
    mentions = named("Rudolf Rassendyll", "Rudi Rassendyll", "R. Rassendyll")
    index = EntityIndex.of(mentions)
    assert len(index.entities) == 1
    apart = index.split(index.mentions[0], index.mentions[2], by="editor")
    assert apart.entity(mentions[0]) != apart.entity(mentions[2])
    again = EntityIndex.of(mentions, decided=apart.decisions)
    assert again.entity(mentions[0]) != again.entity(mentions[2])


def test_a_decision_of_another_index_is_not_undone() -> None:
    a, b = named("Ann Black", "Ann Black")
    with pytest.raises(ValueError, match="not one of this index"):
        EntityIndex().undo(Decision("merge", a, b), by="editor")


def test_a_stream_goes_on_from_an_index() -> None:
    first, second, third = named("Alexander Lukashenko", "Lukashenko", "Aliaksandr Lukashenka")
    stream = Stream(EntityIndex.of([first]))
    assert [d.action for d in stream.add([second])] == ["merge"]
    resumed = Stream(stream.index())
    resumed.add([third])
    assert resumed.add([third]) == []
    assert groups(resumed.index()) == {frozenset(m.name for m in (first, second, third))}


GIVEN = ["Rudolf", "Rudi", "Flavia", "William", "Bill", "Aleksandr", "Alexander", "R.", "J."]
MIDDLE = ["", "H.W. ", "W. ", "van der "]
SURNAME = ["Rassendyll", "Elphberg", "Lukashenko", "Lukashenka", "Smith", "Clinton", "Sapt Jr."]
NAMES = st.one_of(
    st.builds(lambda g, m, s: f"{g} {m}{s}", st.sampled_from(GIVEN), st.sampled_from(MIDDLE), st.sampled_from(SURNAME)),
    st.sampled_from([*SURNAME, *GIVEN, "UN", "United Nations", "Georgia", "Zenda Council", "Zenda", "Russian Army"]),
    st.text(max_size=12),
)
KINDS: st.SearchStrategy[EntityKind] = st.sampled_from(["person", "organization", "place", "unknown"])
MENTIONS = st.lists(
    st.builds(
        Mention,
        name=NAMES,
        kind=KINDS,
        article=st.sampled_from("abcdefgh"),
        roles=st.sampled_from([(), ("king",), ("colonel",)]),
        date=st.sampled_from([None, "2024-01-01", "2024-02-02"]),
        context=st.sampled_from([(), NEWS, SPORT]),
    ),
    max_size=10,
)


@given(MENTIONS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_mentions_are_given_does_not_matter(mentions: list[Mention], draw: object) -> None:
    index = EntityIndex.of(mentions)
    turned = list(mentions)
    draw.shuffle(turned)  # type: ignore[attr-defined]
    assert EntityIndex.of(turned) == index
    assert EntityIndex.of(turned).entities == index.entities


@given(MENTIONS)
@settings(max_examples=60, deadline=None)
def test_entities_are_a_partition_and_every_merge_is_a_decision(mentions: list[Mention]) -> None:
    index = EntityIndex.of(mentions)
    ids = [m.id for e in index.entities for m in e.mentions]
    assert sorted(ids) == sorted({m.id for m in mentions})
    merges = sum(d.action == "merge" for d in index.decisions)
    listed = sum(e.known is not None for e in index.entities)
    assert len(ids) == len(index.entities) - listed + merges, "a mention enters an entity by one merge, or begins one"
    for decision in index.decisions:
        if decision.action == "merge":
            assert decision.facts
            assert decision.a in index.mentions


@given(MENTIONS)
@settings(max_examples=50, deadline=None)
def test_undoing_restores(mentions: list[Mention]) -> None:
    index = EntityIndex.of(mentions)
    merges = [d for d in index.decisions if d.action == "merge"]
    for merge in merges:
        undone = index.undo(merge, by="editor")
        assert undone.decisions[:-1] == index.decisions
        assert undone.undo(undone.decisions[-1], by="editor").entities == index.entities
    for merge in reversed(merges):
        index = index.undo(merge, by="editor")
    assert all(len(e.mentions) == 1 and e.known is None for e in index.entities)


@given(MENTIONS, st.data())
@settings(max_examples=50, deadline=None)
def test_split_and_merge_do_what_a_person_says(mentions: list[Mention], data: st.DataObject) -> None:
    index = EntityIndex.of(mentions)
    if len(index.mentions) < 2:
        return
    pair = st.lists(st.sampled_from(index.mentions), min_size=2, max_size=2, unique_by=lambda m: m.id)
    a, b = data.draw(pair)
    apart, joined = index.split(a, b, by="editor"), index.merge(a, b, by="editor")
    assert apart.entity(a) != apart.entity(b)
    assert joined.entity(a) == joined.entity(b)
    again = EntityIndex.of(mentions, decided=apart.decisions)
    assert again.entity(a) != again.entity(b)


def closure(nodes: list[str], edges: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The oracle: pairs that are joined, found by joining edges until nothing is new."""
    joined = {(n, n) for n in nodes} | set(edges) | {(b, a) for a, b in edges}
    while True:
        new = {(a, d) for a, b in joined for c, d in joined if b == c} - joined
        if not new:
            yield from joined
            return
        joined |= new


NODES = list("abcdefg")


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=10))
def test_components_are_the_transitive_closure(edges: list[tuple[str, str]]) -> None:
    root = components(NODES, edges)
    joined = set(closure(NODES, edges))
    for a, b in combinations(NODES, 2):
        assert (root[a] == root[b]) == ((a, b) in joined)
    assert all(root[n] == min(m for m in NODES if (n, m) in joined) for n in NODES)


@given(st.lists(st.integers(0, 8), max_size=8))
def test_what_holds_is_what_no_holding_undo_takes_back(undone: list[int]) -> None:
    a, b = named("Ann Black", "Ben White")
    log = [Decision("merge", a, b, by="0")]
    for place in undone:
        target = log[place % len(log)]
        log.append(Decision("undo", a, b, undoes=target.id, by=str(len(log))))
    holding: dict[int, bool] = {}
    for n in range(len(log) - 1, -1, -1):
        holding[n] = not any(holding[m] and log[m].undoes == log[n].id for m in range(n + 1, len(log)))
    assert active(log) == [d for n, d in enumerate(log) if holding[n]]


def test_cost_of_a_mention_is_bounded() -> None:
    """However many namesakes there are, as many are compared."""
    blocks = Blocks()
    for number in range(1000):
        mention = Mention(f"Given{number} Rassendyll", "person", str(number))
        blocks.put(Group(number, [mention]), keys(mention.name, "person")[0])
    put, get = keys("Rassendyll", "person")
    assert len(blocks.get(get)) <= WIDEST * len(get)
    assert put
