"""What an event from outside concerns, how surely, and why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.instrument import Due, SessionRef
from domain.matching import Candidate, Confidence, before, matches, told_apart
from domain.outside import DocumentIssued, Happening, MeetingHeld, OutsideEvent, ResolutionAdopted, SessionMoved
from domain.symbols import Sort, symbol
from domain.time.sessions import Body, SessionCalendar

CALENDAR = SessionCalendar(
    bodies=(
        Body("General Assembly", "un", ("UNGA",), ("Assembly",), ("A/RES/",)),
        Body("Conference of the Parties", "unfccc", symbols=("FCCC/CP/",)),
    )
)
AT_72 = Due("at its seventy-second session", date(2017, 9, 12), date(2018, 9, 17), session=SessionRef("General Assembly", 72))
REPORT = Candidate(
    id="A/RES/71/244:36/2",
    instrument="A/RES/71/244",
    provision="36",
    deliverable="report",
    recipients=("General Assembly",),
    addressees=("Secretary-General",),
    due=AT_72,
    title="South-South cooperation",
    agenda_item="24 (b)",
    session=71,
    words="requests the Secretary-General to submit a comprehensive report on the state of South-South cooperation",
)
BRIEFING = replace(
    REPORT,
    id="A/RES/71/244:14",
    provision="14",
    deliverable="briefing",
    recipients=(),
    due=Due("by May 2017", latest=date(2017, 5, 31)),
    addressees=("Administrator of the United Nations Development Programme",),
    words="two in-depth briefings",
)


def found(data: Happening, *candidates: Candidate) -> list[tuple[str, str]]:
    event = OutsideEvent("s", "1", "t", data=data)
    return [(each.obligation, each.confidence.value) for each in matches(event, candidates or (REPORT,), CALENDAR)]


@pytest.mark.parametrize(
    ("written", "body", "session", "sort", "base"),
    [
        ("A/73/321", "General Assembly", 73, Sort.DOCUMENT, "A/73/321"),
        (" A / 73 / 321 / Add.1 ", "General Assembly", 73, Sort.DOCUMENT, "A/73/321"),
        ("A/73/321/Rev.1/Corr.2", "General Assembly", 73, Sort.DOCUMENT, "A/73/321"),
        ("A/RES/71/244", "General Assembly", 71, Sort.RESOLUTION, "A/RES/71/244"),
        ("A/C.2/71/L.50", "General Assembly", 71, Sort.DRAFT, "A/C.2/71/L.50"),
        ("A/71/PV.66", "General Assembly", 71, Sort.RECORD, "A/71/PV.66"),
        ("A/HRC/34/12", "Human Rights Council", 34, Sort.DOCUMENT, "A/HRC/34/12"),
        ("E/2017/66", "Economic and Social Council", 2017, Sort.DOCUMENT, "E/2017/66"),
        ("S/2017/507", "Security Council", 2017, Sort.DOCUMENT, "S/2017/507"),
        ("SSC/20/1", "High-level Committee on South-South Cooperation", 20, Sort.DOCUMENT, "SSC/20/1"),
        ("FCCC/CP/2015/10/Add.1", "Conference of the Parties", None, Sort.DOCUMENT, "FCCC/CP/2015/10"),
        ("A/AC.105/1", None, None, Sort.DOCUMENT, "A/AC.105/1"),
    ],
)
def test_a_symbol_says_whose_it_is(written: str, body: str | None, session: int | None, sort: Sort, base: str) -> None:
    read = symbol(written, CALENDAR.bodies)
    assert read
    assert (read.body, read.session, read.sort, read.base) == (body, session, sort, base)


@pytest.mark.parametrize("written", ["", "73/321", "a report", "A", "A/", "A/73/\x00", "A/" + "7" * 200])
def test_what_is_no_symbol_is_none(written: str) -> None:
    assert symbol(written) is None


@given(st.text(max_size=120))
def test_no_text_upsets_a_symbol_or_a_match(text: str) -> None:
    symbol(text, CALENDAR.bodies)
    found(DocumentIssued(text, text, agenda_item=text, responds_to=(text,)))
    found(MeetingHeld(text, date(2017, 1, 1), 71, text, text, (text,), (text,)), REPORT, BRIEFING)


def test_a_report_to_the_session_under_its_subject_is_likely_with_the_working() -> None:
    event = OutsideEvent("s", "1", "t", data=DocumentIssued("A/72/297", "State of South-South cooperation: report"))
    [match] = matches(event, [REPORT], CALENDAR)
    assert match.confidence is Confidence.LIKELY
    assert match.working == (
        "A/72/297 is a document of the seventy-second session of the General Assembly. A/RES/71/244:36/2 asks for a report for that "
        "session. Its title, 'State of South-South cooperation: report', holds that of A/RES/71/244, 'South-South cooperation'."
    )


@pytest.mark.parametrize(
    ("issued", "confidence"),
    [
        (DocumentIssued("A/72/297"), "possible"),
        (DocumentIssued("A/72/297", "Oceans and the law of the sea"), "possible"),
        (DocumentIssued("A/72/297", agenda_item="SOUTH–SOUTH  cooperation"), "likely"),  # dashes and case apart
        (DocumentIssued("A/72/297", agenda_item="24 (b)"), "possible"),  # another session's items have other numbers
        (DocumentIssued("A/72/297", responds_to=("a/res/71/244:36/2",)), "certain"),
        (DocumentIssued("A/72/297", responds_to=("A/RES/71/244:36",)), "certain"),
        (DocumentIssued("Whatever", responds_to=("A/RES/71/244",)), "likely"),
        (DocumentIssued("A/73/1", "South-South cooperation"), None),  # of another session
        (DocumentIssued("E/2017/1", "South-South cooperation"), None),  # of another body
        (DocumentIssued("A/72/L.5", "South-South cooperation"), None),  # a draft is no report
        (DocumentIssued("A/72/PV.74", "South-South cooperation"), None),
        (DocumentIssued("DP/2017/1", body="the UNGA", session=72, agenda_item="South-South cooperation"), "likely"),
        (DocumentIssued("A/72/297", responds_to=("A/RES/71/2440", "71/244")), "possible"),  # ends alike, and is another
    ],
)
def test_how_sure_a_document_is(issued: DocumentIssued, confidence: str | None) -> None:
    assert found(issued) == ([(REPORT.id, confidence)] if confidence else [])


def test_an_agenda_item_by_its_number_counts_within_its_own_session() -> None:
    same = replace(REPORT, due=replace(AT_72, session=SessionRef("General Assembly", 71)))
    assert found(DocumentIssued("A/71/9", agenda_item="24 (b)"), same) == [(REPORT.id, "likely")]
    assert found(DocumentIssued("A/71/9", agenda_item="24 (c)"), same) == [(REPORT.id, "possible")]


def test_a_due_day_without_a_session_is_held_against_the_days_of_the_documents_own() -> None:
    by_day = replace(REPORT, due=Due("by March 2018", latest=date(2018, 3, 31)))
    assert found(DocumentIssued("A/72/297"), by_day) == [(REPORT.id, "possible")]
    assert found(DocumentIssued("A/71/297"), by_day) == []
    yearly = replace(by_day, recipients=("Economic and Social Council",))
    assert found(DocumentIssued("E/2018/5"), yearly) == [(REPORT.id, "possible")]
    assert found(DocumentIssued("E/2017/5"), yearly) == []


def test_an_addendum_follows_what_was_found_to_answer_before() -> None:
    answered = replace(REPORT, documents=("A/72/297",))
    assert found(DocumentIssued("A/72/297/Add.1"), answered) == [(REPORT.id, "likely")]


def test_a_meeting_that_had_the_report_before_it_is_certain() -> None:
    answered = replace(REPORT, documents=("A/72/297",))
    meeting = MeetingHeld("UNGA", date(2017, 10, 5), 72, documents=("a/72/297",))
    assert found(meeting, answered) == [(REPORT.id, "certain")]
    assert found(meeting, REPORT) == []  # a session has hundreds of meetings
    assert found(replace(meeting, agenda_item="South-South cooperation"), REPORT) == [(REPORT.id, "likely")]


def test_a_meeting_may_be_the_one_that_is_asked_for() -> None:
    held = MeetingHeld("Executive Board", date(2017, 3, 1), title="Briefing on South-South cooperation")
    assert found(held, BRIEFING) == [(BRIEFING.id, "possible")]
    assert found(replace(held, title="Budget"), BRIEFING) == []
    own = replace(BRIEFING, recipients=("Executive Board",))
    assert found(held, own) == [(BRIEFING.id, "likely")]
    assert found(replace(held, title="Budget"), own) == [(BRIEFING.id, "possible")]
    assert found(replace(held, title="Budget", held=date(2018, 3, 1)), own) == []


def test_a_moved_session_is_certain_for_what_is_bound_to_it_and_for_nothing_else() -> None:
    assert found(SessionMoved("the United Nations General Assembly", 72, "x")) == []
    assert found(SessionMoved("the UNGA", 72, "x"), REPORT, BRIEFING) == [(REPORT.id, "certain")]
    assert found(SessionMoved("Assembly", 72, "x")) == []  # at home only
    assert found(SessionMoved("UNGA", 73, "x")) == []


def test_a_resolution_answers_nothing_by_itself() -> None:
    assert found(ResolutionAdopted("A/RES/72/237", "South-South cooperation", "General Assembly", 72)) == []
    assert before(OutsideEvent("s", "1", "t", data=ResolutionAdopted("A/RES/72/237")), CALENDAR) is None


def test_the_surest_come_first() -> None:
    other = replace(REPORT, id="A/RES/71/1:9", instrument="A/RES/71/1", title="Oceans", words="")
    issued = DocumentIssued("A/72/297", responds_to=("A/RES/71/1:9",), agenda_item="South-South cooperation")
    assert found(issued, REPORT, other) == [(other.id, "certain"), (REPORT.id, "likely")]


def test_more_than_anybody_would_look_through_is_not_put_before_anybody() -> None:
    event = OutsideEvent("s", "1", "t", data=DocumentIssued("A/72/297", responds_to=("a:0",)))
    some = [replace(REPORT, id=f"a:{number}", instrument="a", provision=str(number), title="", words="") for number in range(6)]
    assert len(told_apart(matches(event, some, CALENDAR))) == 6
    more = [*some, replace(some[0], id="a:6", provision="6")]
    assert [each.obligation for each in told_apart(matches(event, more, CALENDAR))] == ["a:0"]
