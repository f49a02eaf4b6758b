"""The evaluation counts as its guide says."""

from pathlib import Path

from evaluation.compare import Tally, compare, same_name
from evaluation.record import changes, load, save


def _obligation(**fields: object) -> dict[str, object]:
    return {
        "provision": "1",
        "verb": "Requests",
        "force": "request",
        "addressees": ["Secretary-General"],
        "actions": ["report"],
    } | fields


def _compare(gold: list[dict[str, object]], found: list[dict[str, object]]) -> Tally:
    return compare({"obligations": gold}, {"obligations": found, "provisions": []})


def test_names_may_contain_each_other() -> None:
    assert same_name("the United Nations Office for South-South Cooperation", "Office for South-South Cooperation")
    assert not same_name("Security Council", "General Assembly")


def test_a_perfect_reading() -> None:
    tally = _compare([_obligation()], [_obligation()])
    assert (tally.matched, tally.invented, tally.missed, tally.f1) == (1, 0, 0, 1.0)


def test_another_force_is_a_miss_and_an_invention() -> None:
    tally = _compare([_obligation()], [_obligation(force="urge")])
    assert (tally.matched, tally.invented, tally.missed) == (0, 1, 1)


def test_optional_ones_count_neither_way() -> None:
    tally = _compare([_obligation(optional=True)], [])
    assert (tally.matched, tally.missed) == (0, 0)
    assert _compare([_obligation(optional=True)], [_obligation(force="urge")]).invented == 0


def test_fields_count_where_either_has_a_value() -> None:
    tally = _compare([_obligation(due={"expression": "by 2030", "latest": "2030-12-31"})], [_obligation()])
    assert tally.shares["due"] == [0, 1]
    assert tally.shares["recurrence"] == [0, 0]


def test_calibration_counts_what_is_marked_sure() -> None:
    sure = [{"field": "deliverable", "sure": True, "rule": "r", "span": {}}]
    wrong = _obligation(deliverable={"kind": "plan", "count": 1}, evidence=sure)
    tally = _compare([_obligation(deliverable={"kind": "report", "count": 1})], [wrong])
    assert tally.sure["deliverable"] == [0, 1]


def test_gains_and_losses_since_the_last_run(tmp_path: Path) -> None:
    record = tmp_path / "last.json"
    before, after = Tally(missed=1, misses=["2 MISSED"]), Tally(matched=1, misses=["3 INVENTED"])
    save(record, {}, {"a.pdf": before, "b.pdf": Tally(missed=1, misses=["secret"])}, {"a.pdf": "tune", "b.pdf": "report"})
    assert "secret" not in record.read_text(encoding="utf-8")
    lines = list(changes(load(record), {"a.pdf": after, "b.pdf": Tally()}, {"a.pdf": "tune", "b.pdf": "report"}))
    assert lines == ["+ a.pdf: no more: 2 MISSED", "- a.pdf: new: 3 INVENTED", "  b.pdf: missed 1 -> 0"]
