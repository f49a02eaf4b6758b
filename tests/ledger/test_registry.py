"""An instrument is registered whole, once, or not at all; and is found again by what people ask."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from audit.verify import verify_ledger
from domain import commands as c
from domain.force import Force
from domain.instrument import (
    Deliverable,
    DeliverableKind,
    Due,
    Evidence,
    Footnote,
    Instrument,
    Proposal,
    Provision,
    ProvisionKind,
    Reading,
    Span,
)
from domain.obligation import Status
from schema.engine import Engine
from schema.errors import AlreadyRegistered, InvalidAppend, LedgerError
from schema.ledger import Ledger
from schema.queries import (
    Filter,
    Order,
    instruments_where,
    natural,
    obligations_where,
    provisions_of,
    show,
)
from schema.registry import Document, Registration, document, register
from schema.tables import metadata
from tests.ledger.lives import NOON, Life, terms
from wire.records import Outcome

SYMBOL = "A/RES/71/244"
NUMBERS = ("3", "9", "14", "33(a)")


def proposal(number: str, symbol: str = SYMBOL) -> Proposal:
    return Proposal(
        id=f"{symbol}:{number}",
        provision=number,
        verb="Requests",
        force=Force.REQUEST,
        addressees=("Secretary-General",),
        actions=("submit a report",),
        span=Span(10, 20, 11, 22),
        deliverable=Deliverable(DeliverableKind.REPORT),
        due=Due("by 1 May 2018", latest=date(2018, 5, 1), working="as printed"),
        evidence=(Evidence("due", Span(12, 15), "by-day", sure=False),),
    )


def registration(symbol: str | None = SYMBOL, data: bytes = b"the text", numbers: tuple[str, ...] = NUMBERS) -> Registration:
    provisions = [
        Provision(ProvisionKind.PREAMBULAR, None, "Recalling its resolution,", Span(0, 5)),
        *(
            Provision(
                ProvisionKind.OPERATIVE,
                number,
                f"Requests the Secretary-General to submit report {number};",
                Span(10, 60, 10, 62, page=1),
                parent="33" if "(" in number else None,
                heading="Follow-up",
                footnotes=(Footnote("1", "See A/71/1.", 4),),
            )
            for number in numbers
        ),
        Provision(ProvisionKind.OPERATIVE, "34", "Takes note of the report;", Span(60, 80)),
    ]
    found = tuple(proposal(number, symbol or "") for number in numbers)
    head = Instrument(symbol, "South-South cooperation", "General Assembly", 71, "24(b)", date(2016, 12, 21))
    reading = Reading(head, tuple(provisions), found, {"34": "takes note"}, ("a page is only a picture",))
    appends = [Life(each.id).propose(provision=each.provision, instrument=symbol or "") for each in found]
    return Registration(reading, "draft.txt", data, "text/plain", "America/New_York", NOON, appends)


def rows_everywhere(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


def test_a_registration_brings_all_that_belongs_to_it(engine: Engine) -> None:
    given = registration()
    assert register(engine, given) == SYMBOL
    [row] = instruments_where(engine)
    assert (row.symbol, row.title, row.body, row.session, row.agenda_item, row.adopted, row.zone, row.registered_at) == (
        SYMBOL,
        "South-South cooperation",
        "General Assembly",
        71,
        "24(b)",
        date(2016, 12, 21),
        "America/New_York",
        NOON,
    )
    assert (row.provisions, row.obligations, row.open, row.overdue) == (6, 4, 0, 0)
    assert row.counts == {Status.PROPOSED: 4}
    assert row.warnings == ("a page is only a picture",)
    assert document(engine, SYMBOL) == Document("draft.txt", "text/plain", b"the text")
    assert document(engine, "A/RES/1/1") is None
    found = provisions_of(engine, SYMBOL)
    assert [each.number for each in found] == [None, *NUMBERS, "34"]
    assert [each.no_obligation for each in found] == [None] * 5 + ["takes note"]
    ledger = Ledger(engine)
    assert [ledger.history(each.id)[0].kind for each in given.reading.proposals] == ["Proposed"] * 4
    assert verify_ledger(engine).findings == ()


def test_one_obligation_is_shown_with_its_words_and_how_they_were_read(engine: Engine) -> None:
    given = registration()
    register(engine, given)
    shown = show(engine, f"{SYMBOL}:33(a)")
    assert shown and shown.provision and shown.instrument
    assert shown.proposal == given.reading.proposals[3]
    source = given.reading.provisions[4]
    assert (shown.provision.text, shown.provision.span, shown.provision.footnotes) == (
        source.text,
        source.span,
        source.footnotes,
    )
    assert (shown.provision.kind, shown.provision.parent, shown.provision.part) == (ProvisionKind.OPERATIVE, "33", 1)
    assert shown.instrument.symbol == SYMBOL
    assert shown.picture.provision == "33(a)"
    assert show(engine, "nothing") is None


def test_what_was_never_registered_is_shown_as_far_as_it_is_known(ledger: Ledger) -> None:
    ledger.append(Life("x:1").propose())
    shown = show(ledger.engine, "x:1")
    assert shown and (shown.instrument, shown.provision, shown.proposal) == (None, None, None)


@pytest.mark.parametrize(
    ("symbol", "data", "says"),
    [
        (SYMBOL, b"another text", r"A/RES/71/244 \(South-South cooperation\) is registered since 01 March 2017, 12:00 UTC"),
        ("a/res/71/244", b"another text", "A/RES/71/244 .* is registered since"),
        ("A/RES/99/1", b"the text", r"The bytes of draft.txt are those of a registered document: A/RES/71/244"),
    ],
)
def test_what_is_registered_is_not_registered_again(engine: Engine, symbol: str, data: bytes, says: str) -> None:
    register(engine, registration())
    before = rows_everywhere(engine)
    with pytest.raises(AlreadyRegistered, match=says) as refused:
        register(engine, registration(symbol, data))
    assert refused.value.symbol == SYMBOL
    assert rows_everywhere(engine) == before


def one_bad(given: Registration) -> Registration:
    *good, last = given.proposals
    return replace(given, proposals=[*good, replace(last, events=(replace(last.events[0], payload="{}"),))])


@pytest.mark.parametrize(
    ("spoilt", "error"),
    [
        (registration(symbol=None), InvalidAppend),
        (registration(symbol="  "), InvalidAppend),
        (replace(registration(), proposals=()), InvalidAppend),
        (one_bad(registration()), InvalidAppend),
    ],
)
def test_what_cannot_be_registered_leaves_nothing_behind(engine: Engine, spoilt: Registration, error: type[Exception]) -> None:
    with pytest.raises(error):
        register(engine, spoilt)
    assert set(rows_everywhere(engine).values()) == {0}


def test_an_obligation_that_is_there_before_its_instrument_is_an_error(ledger: Ledger) -> None:
    given = registration()
    ledger.append(given.proposals[0])
    before = rows_everywhere(ledger.engine)
    with pytest.raises(LedgerError, match="events of one of these obligations already"):
        register(ledger.engine, given)
    assert rows_everywhere(ledger.engine) == before


def test_an_instrument_without_proposals_can_be_registered(engine: Engine) -> None:
    register(engine, registration(numbers=()))
    [row] = instruments_where(engine)
    assert (row.obligations, row.provisions, row.counts) == (0, 2, {})


@pytest.fixture
def lists(ledger: Ledger) -> Engine:
    """Two instruments; of the first, 3 is confirmed, 9 assigned to bob and overdue, 14 due late, 33(a) only proposed."""
    first = registration()
    register(ledger.engine, first)
    register(ledger.engine, registration("S/RES/1", b"other", ("1", "2")))

    def go_on(number: str, *steps: c.Command, symbol: str = SYMBOL) -> None:
        life = Life(f"{symbol}:{number}")
        life.propose(provision=number, instrument=symbol)
        for step in steps:
            assert ledger.append(life.ask(step)).outcome is Outcome.RECORDED

    go_on("3", c.Confirm())
    late = Life(f"{SYMBOL}:9")
    late.propose(provision="9", instrument=SYMBOL)
    ledger.append_many([late.ask(c.Confirm()), late.ask(c.Assign("bob"))])
    late.now = late.now.replace(year=2018, month=5, day=2)
    ledger.append(late.ask(c.Tick()))
    go_on("14", c.Confirm(due=date(2019, 1, 1)))
    go_on("1", c.Confirm(addressees=("Réseau 100 %",)), c.Waive("moot"), symbol="S/RES/1")
    return ledger.engine


def ids(engine: Engine, wanted: Filter | None = None, order: Order = Order.ID) -> list[str]:
    return [row.id.removeprefix(SYMBOL) for row in obligations_where(engine, wanted, order)]


def test_lists_are_filtered_and_sorted_as_people_count(lists: Engine) -> None:
    assert ids(lists) == [":3", ":9", ":14", ":33(a)", "S/RES/1:1", "S/RES/1:2"]
    assert ids(lists, Filter(instrument="S/RES/1")) == ["S/RES/1:1", "S/RES/1:2"]
    assert ids(lists, Filter(open=True)) == [":3", ":9", ":14"]
    assert ids(lists, Filter(open=False)) == [":33(a)", "S/RES/1:1", "S/RES/1:2"]
    assert ids(lists, Filter(statuses=(Status.PROPOSED, Status.WAIVED))) == [":33(a)", "S/RES/1:1", "S/RES/1:2"]
    assert ids(lists, Filter(assignee="bob")) == [":9"]
    assert ids(lists, Filter(overdue=True)) == [":9"]
    assert ids(lists, Filter(overdue=False, open=True)) == [":3", ":14"]
    assert ids(lists, Filter(due_from=date(2018, 6, 1))) == [":14"]
    assert ids(lists, Filter(due_by=date(2018, 5, 1), open=True)) == [":3", ":9"]
    assert ids(lists, Filter(unresolved=True)) == []
    assert ids(lists, Filter(session=("General Assembly", 72), open=True)) == [":3", ":9"]
    assert ids(lists, Filter(session=("General Assembly", 73))) == []
    assert ids(lists, Filter(text="RÉSEAU 100 %")) == ["S/RES/1:1"]
    assert ids(lists, Filter(text="secretary")) == [":3", ":9", ":14", ":33(a)", "S/RES/1:2"]
    assert ids(lists, order=Order.DUE)[-1] == ":14"
    assert ids(lists, Filter(open=True, due_by=date(2018, 12, 31)), Order.DUE) == [":3", ":9"]
    assert ids(lists, Filter(open=True, due_by=date(2020, 1, 1), due_from=date(2018, 6, 1))) == [":14"]


def test_instruments_are_counted(lists: Engine) -> None:
    first, second = instruments_where(lists)
    assert first.counts == {Status.UNASSIGNED: 2, Status.ASSIGNED: 1, Status.PROPOSED: 1}
    assert (first.obligations, first.open, first.overdue) == (4, 3, 1)
    assert second.counts == {Status.WAIVED: 1, Status.PROPOSED: 1}
    assert (second.symbol, second.open, second.overdue) == ("S/RES/1", 0, 0)
    assert instruments_where(lists, "S/RES/1") == [second]


def test_numbers_in_ids_sort_as_numbers() -> None:
    given = ["a:10", "a:9", "a:9(b)", "a:9(a)", "a:²", "b:1"]
    assert sorted(given, key=natural)[:4] == ["a:9", "a:9(a)", "a:9(b)", "a:10"]


def test_an_obligation_without_day_comes_last(ledger: Ledger) -> None:
    for number, day in (("1", None), ("2", date(2030, 1, 1)), ("3", date(2029, 1, 1))):
        ledger.append(Life(f"x:{number}").ask(c.Propose(terms(number, day))))
    assert [row.id for row in obligations_where(ledger.engine, order=Order.DUE)] == ["x:3", "x:2", "x:1"]
