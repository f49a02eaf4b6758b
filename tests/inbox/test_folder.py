"""The watched folder: whole files are taken and moved away, others wait or are refused with the reason beside them."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from config import Settings
from engine.intake.folder import Folder
from engine.intake.taking import Inbox
from schema import inbox as table
from schema.engine import Engine, make_engine
from tests.inbox.conftest import ISSUED, NOW, cloud, sent

EVENT = sent(cloud("document.issued", ISSUED))
PROCESSES = multiprocessing.get_context("forkserver")


@pytest.fixture
def folder(box: Inbox, tmp_path: Path) -> Folder:
    (tmp_path / "inbox").mkdir()
    return Folder(tmp_path / "inbox", box.take)


def looked(folder: Folder, times: int = 2) -> int:
    return sum(folder.look(NOW) for _ in range(times))


def standing(folder: Folder) -> list[str]:
    return sorted(str(path.relative_to(folder.path)) for path in folder.path.rglob("*") if not path.is_dir())


def test_a_whole_file_is_taken_and_moved(folder: Folder, engine: Engine) -> None:
    (folder.path / "a.json").write_bytes(EVENT)
    assert folder.look(NOW) == 0  # it may still be written
    assert folder.look(NOW) == 1
    assert standing(folder) == ["done/a.json"]
    assert [entry.received_by for entry in table.entries(engine)] == ["folder:a.json"]


def test_a_file_that_grows_is_left_until_it_rests(folder: Folder, engine: Engine) -> None:
    path = folder.path / "a.json"
    for end in range(0, len(EVENT), 60):
        path.write_bytes(EVENT[: end + 60])
        assert folder.look(NOW) == 0
    assert path.read_bytes() == EVENT
    assert table.entries(engine) == []
    assert folder.look(NOW) == 1
    assert standing(folder) == ["done/a.json"]


def test_names_of_what_is_still_written_are_passed_over(folder: Folder) -> None:
    for name in (".a.json", "a.json.tmp", "a.json.part", "a.json~"):
        (folder.path / name).write_bytes(EVENT)
    assert looked(folder, 3) == 0
    (folder.path / "a.json.tmp").rename(folder.path / "a.json")
    assert looked(folder) == 1


def test_what_is_refused_stands_beside_its_reason(folder: Folder, engine: Engine, tmp_path: Path) -> None:
    (folder.path / "bad.json").write_bytes(b"{")
    (folder.path / "empty.json").touch()
    (folder.path / "huge.json").touch()
    os.truncate(folder.path / "huge.json", 1 << 40)
    (tmp_path / "secret.json").write_bytes(EVENT)
    (folder.path / "link.json").symlink_to(tmp_path / "secret.json")
    os.mkfifo(folder.path / "pipe.json")
    (folder.path / "a\nb\x1b.json").write_bytes(b"{}")
    (folder.path / "folder").mkdir()
    assert looked(folder) == 6
    refused = folder.path / "refused"
    reasons = {path.name.removesuffix(".reason.txt"): path.read_text() for path in refused.glob("*.reason.txt")}
    assert set(reasons) == {"bad.json", "empty.json", "huge.json", "link.json", "pipe.json", "a\nb\x1b.json"}
    assert "no JSON" in reasons["bad.json"]
    assert "at most 1,000,000" in reasons["huge.json"]
    assert "is a link" in reasons["link.json"]
    assert "is a pipe" in reasons["pipe.json"]
    assert all((refused / name).exists() for name in reasons)
    assert table.entries(engine) == []
    assert (tmp_path / "secret.json").exists()


def test_the_same_name_again_overwrites_nothing(folder: Folder) -> None:
    for number in range(3):
        (folder.path / "a.json").write_bytes(EVENT if number != 1 else b"{")
        assert looked(folder) == 1
    assert standing(folder) == ["done/a-2.json", "done/a.json", "refused/a.json", "refused/a.json.reason.txt"]


def test_a_folder_that_is_not_there_or_very_full_upsets_nothing(folder: Folder, engine: Engine, box: Inbox) -> None:
    assert Folder(folder.path / "absent", box.take).look(NOW) == 0
    for number in range(130):
        (folder.path / f"{number}.json").write_bytes(sent(cloud("unknown", {}, str(number))))
    assert looked(folder) == 100
    assert folder.look(NOW) == 30
    assert len(table.entries(engine)) == 130


def _look_and_die(url: str, path: Path, before: str) -> None:
    """Look twice, and be killed right before or after the file is moved."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    rename = Path.rename
    Path.rename = die if before == "moving" else lambda self, to: (rename(self, to), die())[0]  # type: ignore[assignment,method-assign,func-returns-value,misc]
    looked(Folder(path, Inbox(make_engine(url), Settings()).take))


@pytest.mark.parametrize("before", ["moving", "returning"])
@pytest.mark.parametrize("content", [EVENT, b"{"])
def test_killed_around_the_move_it_is_taken_once_and_moved(folder: Folder, engine: Engine, before: str, content: bytes) -> None:
    (folder.path / "a.json").write_bytes(content)
    url = engine.url.render_as_string(hide_password=False)
    killed = PROCESSES.Process(target=_look_and_die, args=(url, folder.path, before))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert looked(folder) == (1 if before == "moving" else 0)
    assert len(table.entries(engine)) == (1 if content == EVENT else 0)
    assert standing(folder) == (["done/a.json"] if content == EVENT else ["refused/a.json", "refused/a.json.reason.txt"])
