"""The report is what is on record, paragraph by paragraph: what was asked, what was done, what is open and since when."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from domain import commands as c
from domain.deeds import deed
from domain.instrument import Due
from domain.obligation import Progress
from domain.report import compile_report, own_report
from tests.reports.lives import AS_OF, FILE, HEAD, confirmed, example, life
from tests.stage import terms


def test_paragraph_by_paragraph_in_the_texts_order() -> None:
    report = example()
    assert [section.paragraph.number for section in report.sections] == ["1", "2", "3", "3(a)", "4", "9"]
    assert report.preamble == 1
    assert [(s.unasked, len(s.asked)) for s in report.sections] == [
        ("it takes note", 0),
        ("", 1),
        ("Its items say what is asked for.", 0),
        ("", 1),
        ("", 2),
        ("", 1),
    ]
    assert report.sections[-1].paragraph.text == "The words of this paragraph are not on file."


def test_what_was_done_by_whom_and_when_with_its_evidence() -> None:
    briefing = example().sections[1].asked[0]
    told = [(d.on.isoformat(), d.who, d.what) for d in briefing.deeds]
    assert told == [
        ("2016-12-23", "the coordinator", "laid it on UNDP"),
        ("2017-03-01", "UNDP", "handed in what is asked for: held in New York"),
        ("2017-03-02", "the coordinator", "approved it: 1 of 2: good"),
        ("2017-06-01", "", "it became overdue: it was due on 31 May 2017"),
    ]
    assert briefing.deeds[1].evidence == (FILE, "https://undocs.org/A/72/297?x=1&y=2")
    assert briefing.standing == "overdue since 1 June 2017 (93 days after the due day); 1 of 2 delivered"


def test_what_is_open_and_what_never_was_a_duty() -> None:
    report = example()
    assert [(asked.id, asked.progress) for asked in report.open] == [
        ("A/RES/71/244:2", Progress.OVERDUE),
        ("A/RES/71/244:4", Progress.IN_PROGRESS),
        ("A/RES/71/244:9", Progress.NOT_STARTED),
    ]
    standings = {asked.id: asked.standing for section in report.sections for asked in section.asked}
    assert standings["A/RES/71/244:3(a)"] == "no longer applicable since 1 April 2017"
    assert standings["A/RES/71/244:4/2"] == "read, and not yet confirmed as a duty by anybody"
    assert standings["A/RES/71/244:9"] == "not started, followed since 22 December 2016"
    assert (report.standing.duties, report.standing.proposed, report.standing.percent) == (4, 1, 16)


def test_late_and_in_time() -> None:
    due = Due("by 31 May 2017", latest=date(2017, 5, 31))
    steps = confirmed((date(2017, 6, 3), "undp", c.Submit()), (date(2017, 6, 5), "coord", c.Approve()))
    made = compile_report(HEAD, [], {"X:1": life("X:1", terms("1", due), steps)}, AS_OF, 1, "")
    [section] = made.sections
    assert section.asked[0].days_late == 3
    assert [d.what for d in section.asked[0].deeds][-1] == "with that it was discharged, 3 days late"
    assert made.open == ()


def test_a_day_that_was_entered_later_is_told_with_both() -> None:
    events = life("X:1", terms("1", None), confirmed((date(2017, 3, 1), "undp", c.Comment("held"))))
    early = replace(events[-1], effective_at=events[-1].effective_at.replace(month=2))
    made = compile_report(HEAD, [], {"X:1": (*events[:-1], early)}, AS_OF, 1, "")
    last = made.sections[0].asked[0].deeds[-1]
    assert (last.on, last.recorded, last.what) == (date(2017, 2, 1), date(2017, 3, 1), "remarked: held")


def test_an_event_that_has_no_words_yet_is_told_by_its_own_name() -> None:
    @dataclass(frozen=True)
    class SomethingQuiteNew:
        name: str
        reason: str

    [event] = life("X:1", terms("1"))
    strange = replace(event, event=SomethingQuiteNew("a name", "a reason"))  # type: ignore[arg-type]
    assert deed(strange, str) == "something quite new: a name: a reason"


OWN = [
    "Requests the Secretary-General to submit to it at its seventy-ninth session a report on the implementation of the present resolution",
    "also requests the Secretary-General to report on progress made in the implementation of the present resolution",
    "Requests the Secretary-General to report to the Assembly on the implementation of the provisions of the present resolution",
    "Requests the Director-General to submit a report on the follow-up to this decision to the Board",
    "Invites the Commission to include in its report information on measures taken to give effect to this resolution",
    "Requests the Secretary-General to submit a report on the state of cooperation, as appropriate, and on the implementation of the "
    "present resolution",
]  # fmt: skip

OTHERS = [
    "Requests the Secretary-General to submit a report on the implementation of resolution 64/222",
    "Requests the Secretary-General to report on the state of the fund",
    "Calls upon organizations to ensure that no country is left behind in the implementation of the present resolution",
    "Requests the Secretary-General to bring the present resolution to the attention of all States and to report on piracy",
]


def found_in(text: str, deliverable: str | None) -> int:
    given = replace(terms("1"), deliverable=deliverable, actions=("do as the paragraph says",))
    [section] = compile_report(HEAD, [], {"X:1": life("X:1", given)}, AS_OF, 1, "").sections
    return len(own_report(section.asked, {"1": text}))


@pytest.mark.parametrize("text", OWN)
def test_the_report_that_the_text_itself_asks_for_is_found(text: str) -> None:
    assert found_in(text, "report") == 1


@pytest.mark.parametrize("text", OTHERS)
def test_other_reports_are_not_taken_for_it(text: str) -> None:
    assert found_in(text, "report" if " report on the" in text else None) == 0


def test_of_several_the_one_whose_own_words_say_so_comes_first() -> None:
    report = example()
    assert [asked.id for asked in report.own] == ["A/RES/71/244:4"]
    assert example().own[0].deadline == date(2017, 9, 12)


def test_a_milestone_of_which_only_the_latest_day_is_known_pretends_no_other() -> None:
    planned = (date(2017, 1, 9), "coord", c.SetMilestone("draft", date(2017, 3, 3)))
    for by_then, said in ((True, "draft: reached by 1 March 2017"), (False, "draft: reached on 1 March 2017")):
        reached = (date(2017, 3, 1), "coord", c.ReachMilestone(1, "it is out", by_then))
        lived = {"A/RES/71/244:1": life("A/RES/71/244:1", terms("1"), confirmed(planned, reached))}
        [asked] = [one for section in compile_report(HEAD, [], lived, AS_OF, 1, "0").sections for one in section.asked]
        assert [line for line in asked.plans if line.startswith(said)], asked.plans
