"""Files of ids and values: what is no such file is said in a sentence, and nothing is done."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Servanda


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,reason\n71/244:3,caf\xe9\n", "is not UTF-8 text"),
        (b"provision\n3\n", "no column `id`"),
        (b"id,colour\n71/244:3,red\n", "means nothing here"),
        (b"id\n71/244:3,more,cells\n", "more cells than columns"),
        (b"{not json}\n", "line 1, is not JSON"),
    ],
)
def test_what_is_no_file_of_rows_is_said_and_nothing_is_done(
    registered: Servanda, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "rows"
    file.write_bytes(content)
    told = registered("confirm", "--from", file)
    assert told.code == 2 and said in told.err and "unexpected" not in told.err
    assert registered("list", "--json").json == []


LISTS = [b"id,note\n71/244:3,first\n71/244:4,\n", b"71/244:3\n71/244:4\n", b'{"id": "71/244:3"}\n{"id": "71/244:4", "a": 1}\n']


@pytest.mark.parametrize("content", LISTS, ids=["a table", "ids", "JSON lines"])
@pytest.mark.parametrize("piped", [True, False])
def test_a_selection_is_taken_from_ids_or_from_a_table_piped_or_not(
    registered: Servanda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, piped: bool
) -> None:
    file = tmp_path / "rows"
    file.write_bytes(content)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content), isatty=lambda: False))
    told = registered("bulk", "confirm", "--ids", "-" if piped else file, "--dry-run", "--json")
    assert [one["id"] for one in told.json["results"]] == ["A/RES/71/244:3", "A/RES/71/244:4"]
