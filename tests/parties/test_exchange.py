"""Parties out into files and back: exactly, whole or not at all, with every bad row named."""

import contextlib
import csv
import io
import string
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.parties import Absence, Body, Days, Holding, Holiday, Membership, Position, Role
from domain.party_checks import problems
from engine.exchange import cells
from engine.exchange.cells import Unreadable, escape, restore, to_csv, to_xlsx
from engine.exchange.files import export, gather, import_
from engine.exchange.merge import NotImported, merge
from engine.exchange.tables import TABLES
from engine.working import habits_here
from schema import party_store, people
from schema.engine import Engine
from schema.party_store import Parties
from schema.people import Person

ECE = "Economic Commission for Europe"
FORMATS = ["parties.xlsx", "folder"]

HOSTILE = [
    "=1+1", "+41 22", "-5", "@SUM(A1)", "'", "''", "'=x", 
    "=HYPERLINK(\"http://x\")", "#N/A", "1", "007", "1e5", "2026-05-01", "TRUE", "yes",
    "أمينة", "联合国", "Ólafur, \"Óli\" ; x", "a;b", "_x0041_", "<&>", "＝x", "\u202etxt", "null", "0", "none", "\u2028mid\u2029",
]  # fmt: skip
text = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=12),
).map(lambda t: "".join(c for c in t if ord(c) & 0xFFFE != 0xFFFE).strip())
ids = st.one_of(st.text(string.ascii_lowercase, min_size=1, max_size=5), text).map(lambda t: t.replace(";", "")).filter(
    lambda t: t and t == t.strip() and t.isprintable() and not t.startswith("@")
)  # fmt: skip
a_day = st.dates(date(1946, 1, 1), date(2040, 1, 1))


def days(known: bool = False) -> st.SearchStrategy[Days]:
    def made(a: date | None, b: date | None) -> Days:
        return Days(b, a) if a and b and b < a else Days(a, b)

    return st.builds(made, a_day if known else st.none() | a_day, st.none() | a_day)


@st.composite
def parties(draw: st.DrawFn) -> Parties:
    """Any register that can be kept: what contradicts itself is left out of it."""
    names = draw(st.lists(ids, min_size=3, max_size=8, unique=True))
    persons, posts = names[: len(names) // 2 + 1], names[len(names) // 2 + 1 :]
    who = st.sampled_from(persons)
    person = st.builds(
        Person, st.just(""), text.map(lambda t: t or "x"), st.none() | st.just("a@example.org"), st.sampled_from(["UTC", "Asia/Tokyo"]),
        st.sampled_from(["en", "ar", "zh-Hant"]), st.sampled_from(["", "CH", "UN:Vienna"]), st.sampled_from(["", "Fri Sat", "none"]),
    )  # fmt: skip
    body = text.map(lambda t: t.replace(";", "").strip() or "ECE")
    found = Parties(
        people={one: replace(draw(person), id=one) for one in persons[1:]},
        erased=frozenset(persons[:1]),
        positions={
            one: Position(one, draw(text) or one, draw(body), "Asia/Tokyo", draw(st.sampled_from([None, *Role]))) for one in posts
        },
    )
    holdings = (
        st.lists(st.builds(Holding, st.sampled_from(posts), who, days(), st.booleans()), max_size=4) if posts else st.just([])
    )
    deputies = st.dictionaries(
        st.sampled_from(names), st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple), max_size=3
    )
    whole = replace(
        found,
        holdings=tuple(draw(holdings)),
        deputies={party: named for party, named in draw(deputies).items() if named},
        absences=tuple(draw(st.lists(st.builds(Absence, who, days(), text, st.just(())), max_size=3))),
        bodies={name: Body(name, "organ", ()) for name in draw(st.sets(body, max_size=3))},
        memberships=tuple(draw(st.lists(st.builds(Membership, body, body, days(), text), max_size=4))),
        holidays=tuple(
            Holiday(calendar, day, draw(text) or "x", "a circular")
            for calendar, day in draw(st.sets(st.tuples(st.sampled_from(["UN:Geneva", "=x"]), a_day), max_size=3))
        ),
    )
    return _without_contradictions(whole)


def _without_contradictions(whole: Parties) -> Parties:
    wrong = {problem.table for problem in problems(whole.register())}
    empty = Parties()
    whole = replace(
        whole, **{table: getattr(empty, table) for table in wrong & {"holdings", "deputies", "absences", "memberships"}}
    )
    if "bodies" in wrong:
        whole = replace(whole, bodies={})
    if "positions" in wrong:
        whole = replace(whole, positions={one.id: replace(one, role=None) for one in whole.positions.values()})
    return whole


def content(known: Parties) -> dict[str, list[list[str]]]:
    return {name: sorted(map(list, table.rows(known))) for name, table in TABLES.items()}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parties(), st.sampled_from(FORMATS))
def test_what_goes_out_comes_back_exactly(tmp_path: Path, known: Parties, to: str) -> None:
    if to.endswith(".xlsx"):
        (tmp_path / to).write_bytes(to_xlsx({name: (table.columns, table.rows(known)) for name, table in TABLES.items()}))
    else:
        (tmp_path / to).mkdir(exist_ok=True)
        for name, table in TABLES.items():
            (tmp_path / to / f"{name}.csv").write_bytes(to_csv(table.columns, table.rows(known)))
    back, _ = merge(Parties(), gather([tmp_path / to]))
    assert content(back) == content(known)
    assert back.people == known.people and back.erased == known.erased
    again, counts = merge(back, gather([tmp_path / to]))
    assert again == back and all(count.added == count.changed == 0 for count in counts.values())


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(given_text: str) -> None:
    written = escape(given_text)
    assert not written.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert restore(written) == given_text


@pytest.fixture
def filled(engine: Engine) -> Engine:
    for person in ("ann", "bob", "cho"):
        people.put(engine, Person(person, person.title(), f"{person}@example.org", "Europe/Zurich"))
    people.put(engine, Person("gone", "Gone"))
    party_store.change(
        engine,
        lambda known: replace(
            known,
            positions={"desk": Position("desk", "=Desk", ECE, role=Role.FOCAL_POINT)},
            holdings=(Holding("desk", "gone", Days(None, date(2026, 4, 30))), Holding("desk", "ann", Days(date(2026, 5, 1)))),
            deputies={"ann": ("bob", "cho"), "desk": ("cho",)},
            absences=(Absence("ann", Days(date(2026, 5, 4), date(2026, 5, 12)), "مؤتمر", ("cho",)),),
            bodies={"Friends": Body("Friends", "collective", ("the friends",))},
            holidays=(Holiday("UN:Geneva", date(2026, 9, 10), "Jeûne genevois", "a circular"),),
            memberships=(Membership("Friends", ECE, Days(date(1947, 3, 28)), "E/RES/36(IV)"),),
        ),
    )
    people.erase(engine, "gone")
    return engine


@pytest.mark.parametrize("to", FORMATS)
def test_one_instance_is_copied_into_another(filled: Engine, sqlite_url: str, tmp_path: Path, to: str) -> None:
    from schema.engine import make_engine
    from schema.migrate import upgrade

    other_url = sqlite_url.replace("servanda.db", "other.db")
    upgrade(other_url)
    other = make_engine(other_url)
    assert export(filled, tmp_path / to)["people"] == 4
    counts = import_(other, [tmp_path / to])
    assert counts["holdings"].added == 2 and counts["deputies"].added == 3
    assert party_store.load(other) == party_store.load(filled)
    assert party_store.load(other).erased == {"gone"}
    other.dispose()


def put(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_what_a_file_does_not_name_stays(filled: Engine, tmp_path: Path) -> None:
    counts = import_(filled, [put(tmp_path / "people.csv", "id;zone", "ann;Asia/Tokyo", "dia;", "bob;Europe/Zurich")])
    assert (counts["people"].added, counts["people"].changed, counts["people"].same) == (1, 1, 1)
    ann, dia = people.get(filled, "ann"), people.get(filled, "dia")
    assert ann and (ann.name, ann.email, ann.zone) == ("Ann", "ann@example.org", "Asia/Tokyo")
    assert dia == Person("dia", "dia")
    import_(filled, [put(tmp_path / "deputies.csv", "party,rank,deputy", "ann,2,bob", "ann,1,dia")])
    assert party_store.load(filled).deputies == {"ann": ("dia", "bob"), "desk": ("cho",)}
    import_(filled, [put(tmp_path / "holdings.csv", "position,person,first,last", "desk,ann,2026-05-01,2026-05-31")])
    assert party_store.load(filled).holdings[-1] == Holding("desk", "ann", Days(date(2026, 5, 1), date(2026, 5, 31)))


def test_every_bad_row_is_named_and_nothing_is_taken(filled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    put(
        folder / "people.csv", "id,name,email,zone,language,hours,calendar", "eva,Eva,e@x,UTC,en,,",
        ",Nobody,,,,,", "fay,Fay,no address,,,,",
        "eva,Eva again,,,,,", '"gil","Gil', 'of two lines",,,,,', "hal,Hal,,Mars/Olympus,,,",
        "ida,Ida,,,not a language,,", "jon,Jon,,,,9-5,",
        "kim,Kim,,,,,XX", "gone,Back,,,,,", "desk,Desk,,,,,", "@ann,Ann,,,,,",
    )  # fmt: skip
    put(folder / "positions.csv", "id,title,body,role", "hall,Hall,,focal point", "ann,Ann,,", "door,Door,ECE,chief")
    put(folder / "holdings.csv", "position,person,first", "desk,bob,2026-06-01", "attic,bob,", "desk,zoe,1 May")
    before = party_store.load(filled)
    with pytest.raises(NotImported) as refused:
        import_(filled, [folder])
    named = {(bad.table, bad.line): bad.text for bad in refused.value.bad}
    assert {line for table, line in named if table == "people"} == {3, 4, 5, 6, 8, 9, 10, 11, 12, 14}
    assert "line 2" in named["people", 5] and "erased" in named["people", 12] and "language tag" in named["people", 9]
    assert ("positions", 4) in named and "is no day" in named["holdings", 4]
    assert "people, line 4: 'no address' is not an email address" in str(refused.value)
    assert party_store.load(filled) == before
    for file in ("people.csv",):
        (folder / file).unlink()
    put(
        folder / "positions.csv",
        "id,title,body,role",
        "hall,Hall,,focal point",
        "ann,Ann,,",
        "door,Door,Economic Commission for Europe,focal point",
    )
    put(folder / "holdings.csv", "position,person,first", "desk,bob,2026-06-01", "attic,bob,")
    with pytest.raises(NotImported) as refused:
        import_(filled, [folder])
    named = {(bad.table, bad.line): bad.text for bad in refused.value.bad}
    assert named.keys() == {("positions", 2), ("positions", 3), ("positions", 4), ("holdings", 2), ("holdings", 3)}
    assert "held by ann (from 1 May 2026) and bob (from 1 June 2026) at once" in named["holdings", 2]
    assert party_store.load(filled) == before


def test_an_offices_own_holidays_come_with_the_people_who_keep_them(filled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    put(folder / "people.csv", "id,calendar", "ann,UN:Geneva", "bob,UN:Nairobi")
    with pytest.raises(NotImported, match=r"people, line 3: No holidays of a duty station 'Nairobi' are known"):
        import_(filled, [folder])
    put(
        folder / "holidays.csv", "calendar,day,name,source", "UN:Nairobi,2026-06-01,Madaraka Day,a circular", "UN:Nairobi,June,x,"
    )
    with pytest.raises(NotImported, match="holidays, line 3: 'June' is no day"):
        import_(filled, [folder])
    put(folder / "holidays.csv", "calendar,day,name,source", "UN:Nairobi,2026-06-01,Madaraka Day,a circular")
    assert import_(filled, [folder])["holidays"].added == 1
    bob = people.get(filled, "bob")
    assert bob and not habits_here(filled, bob, date(2026, 6, 1)).works_on(date(2026, 6, 1))
    assert habits_here(filled, bob, date(2026, 6, 1)).works_on(date(2026, 6, 2))


def test_a_dry_run_says_the_same_and_takes_nothing(filled: Engine, tmp_path: Path) -> None:
    file = put(tmp_path / "people.csv", "id,name", "eva,Eva")
    before = party_store.load(filled)
    counts = import_(filled, [file], dry_run=True)
    assert party_store.load(filled) == before
    assert import_(filled, [file]) == counts


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("people.csv", b"id,name\nann,\xff\n", "line 2, is not UTF-8"),
        ("people.csv", b'id,name\nann,"x"y\n', "line 2, can't be read"),
        ("people.csv", b"id,name\nann,Ann,more\n", "line 2, has 3 cells"),
        ("people.csv", b"id,name,id\nann,Ann,x\n", "names id twice"),
        ("people.csv", b"id,,name\nann,Ann,x\n", "a column without a name"),
        ("staff.csv", b"id\nann\n", "'staff', in staff.csv, is no table"),
        ("people.xlsx", b"id\nann\n", "is no workbook"),
        ("people.xlsx", b"PK\x03\x04broken", "is a broken workbook"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable, match=says):
        gather([tmp_path / name])


def test_an_unknown_column_and_no_rows(filled: Engine, tmp_path: Path) -> None:
    with pytest.raises(NotImported, match=r"people, line 2: phone is no column of people\. It may have: id, name, email"):
        import_(filled, [put(tmp_path / "people.csv", "id,phone", "ann,1", "bob,2")])
    assert import_(filled, [put(tmp_path / "people.csv", "id,name")])["people"].added == 0
    assert import_(filled, [put(tmp_path / "people.csv", "")])["people"].added == 0


def test_a_workbook_as_a_person_keeps_it(filled: Engine, tmp_path: Path) -> None:
    """Real days and numbers in cells, an empty sheet, a sheet with another case in its name."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Absences"
    sheet.append(["Person", "First", "Last"])
    sheet.append(["bob", date(2026, 7, 1), date(2026, 7, 14)])
    people_sheet = book.create_sheet("people")
    people_sheet.append(["id", "name"])
    people_sheet.append([1007, True])
    book.create_sheet("Sheet3")
    book.save(tmp_path / "x.xlsx")
    import_(filled, [tmp_path / "x.xlsx"])
    assert Absence("bob", Days(date(2026, 7, 1), date(2026, 7, 14))) in party_store.load(filled).absences
    assert people.get(filled, "1007") == Person("1007", "yes")
    sheet["A2"] = "=A1"
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(Unreadable, match=r"sheet Absences, row 2, holds a formula"):
        import_(filled, [tmp_path / "x.xlsx"])


def test_hostile_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (cells.LARGEST + 1))
    with pytest.raises(Unreadable, match="unpacks to more than"):
        gather([bomb])
    entities = tmp_path / "entities.xlsx"
    with zipfile.ZipFile(entities, "w") as packed:
        packed.writestr("[Content_Types].xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(Unreadable, match="declares a document type"):
        gather([entities])


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        ('<row r="999999999999"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>', "has a row 999999999999"),
        ('<row r="1"><c r="XFD1" t="inlineStr"><is><t>id</t></is></c></row>', "in the cell XFD1"),
    ],
)
def test_cells_far_out_are_not_reached_for(tmp_path: Path, sheet: str, says: str) -> None:
    made = tmp_path / "people.xlsx"
    made.write_bytes(to_xlsx({"people": (["id"], [["ann"]])}))
    with zipfile.ZipFile(made) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    before, _, after = parts[name].partition(b"<sheetData>")
    parts[name] = before + b"<sheetData>" + sheet.encode() + after[after.index(b"</sheetData>") :]
    with zipfile.ZipFile(made, "w") as packed:
        for each, content_of in parts.items():
            packed.writestr(each, content_of)
    with pytest.raises(Unreadable, match=says):
        gather([made])


BOOK = to_xlsx({"people": (["id", "name"], [["ann", "Ann"], ["bob", "Bob"]]), "positions": (["id"], [["desk"]])})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=4), st.integers(0, len(BOOK)))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, damages: list[tuple[int, int]], kept: int) -> None:
    content_of = bytearray(BOOK)
    for at, byte in damages:
        content_of[at] = byte
    for damaged in (bytes(content_of), BOOK[:kept], BOOK[kept:]):
        (tmp_path / "x.xlsx").write_bytes(damaged)
        try:
            found = gather([tmp_path / "x.xlsx"])
        except Unreadable:
            continue
        assert found.keys() <= TABLES.keys()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text("\n,;\t\"'=id naem", max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_refused(tmp_path: Path, given_bytes: bytes) -> None:
    (tmp_path / "people.csv").write_bytes(given_bytes)
    with contextlib.suppress(Unreadable, NotImported):
        merge(Parties(), gather([tmp_path / "people.csv"]))


def _import_and_say_so(url: str, path: str) -> None:
    from schema.engine import make_engine

    import_(make_engine(url), [Path(path)])


def test_an_import_that_is_killed_leaves_all_or_nothing(migrated_url: str, tmp_path: Path) -> None:
    import multiprocessing

    file = put(tmp_path / "people.csv", "id,name", *(f"p{n},Person {n}" for n in range(4000)))
    forked = multiprocessing.get_context("forkserver")
    for delay in (0.3, 0.6, 0.9, 1.5):
        process = forked.Process(target=_import_and_say_so, args=(migrated_url, str(file)))
        process.start()
        process.join(delay)
        process.kill()
        process.join()
        from schema.engine import make_engine

        engine = make_engine(migrated_url)
        found = len(people.everyone(engine))
        engine.dispose()
        assert found in (0, 4000)
    import_(make_engine(migrated_url), [file])
    assert len(people.everyone(make_engine(migrated_url))) == 4000


def test_ten_thousand_rows(filled: Engine, tmp_path: Path) -> None:
    table = io.StringIO()
    csv.writer(table).writerows([["id", "name", "zone"], *([f"p{n}", f"Person {n}", "UTC"] for n in range(10_000))])
    (tmp_path / "people.csv").write_text(table.getvalue(), encoding="utf-8")
    held = [["position", "person", "first", "last"], *(["desk", f"p{n}", "", ""] for n in range(10_000))]
    assert import_(filled, [tmp_path / "people.csv"])["people"].added == 10_000
    export(filled, tmp_path / "all.xlsx")
    assert import_(filled, [tmp_path / "all.xlsx"])["people"].same == 10_004
    table = io.StringIO()
    csv.writer(table).writerows(held)
    (tmp_path / "holdings.csv").write_text(table.getvalue(), encoding="utf-8")
    with pytest.raises(NotImported) as refused:  # ten thousand at once in one position
        import_(filled, [tmp_path / "holdings.csv"])
    assert len(refused.value.bad) >= 9_999 and len(str(refused.value)) < 60_000
