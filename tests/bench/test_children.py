"""Real but small processes; with generated vectors, both sides run without the model."""

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import children
from bench.children import ChildError, environment, run
from bench.generated import write_documents
from bench.sessions import SIDES, ingest, session


def test_lines_are_stamped_as_they_come(tmp_path: Path) -> None:
    code = "import sys\nprint('a', flush=True)\nsys.stderr.write('x' * 100_000)\nprint('b')"
    ran = run(["-c", code], tmp_path, tmp_path)
    assert [line.text for line in ran.lines] == ["a\n", "b\n"]
    assert 0 < ran.lines[0].seconds <= ran.lines[1].seconds <= ran.seconds


def test_a_failure_tells_the_process_s_last_words(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match="ended with 1: ValueError: so it is"):
        run(["-c", "raise ValueError('so it is')"], tmp_path, tmp_path)


def test_a_process_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "LONGEST", 0.3)
    with pytest.raises(ChildError, match=f"ended with {-signal.SIGKILL}"):
        run(["-c", "import threading; threading.Event().wait()"], tmp_path, tmp_path)


@pytest.fixture
def _default_interrupt() -> Iterator[None]:
    """Handle SIGINT as in a terminal: a shell's background job would ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_default_interrupt")
def test_ctrl_c_ends_the_process_under_way(tmp_path: Path) -> None:
    code = "import os, threading; print(os.getpid(), flush=True); threading.Event().wait()"
    main = threading.main_thread().ident or 0
    stop = threading.Timer(0.5, signal.pthread_kill, [main, signal.SIGINT])
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        run(["-c", code], tmp_path, tmp_path)
    stop.join()


def test_settings_of_this_machine_stay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CHAT_MODEL", "openai:gpt")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert "SLACK_BOT_TOKEN" not in environment(tmp_path)
    coach = {k: v for k, v in environment(tmp_path).items() if k.startswith("COACH_")}
    assert coach == {"COACH_DATA_DIR": str(tmp_path)}


@pytest.mark.parametrize("side", SIDES)
def test_each_side_ingests_and_answers_in_its_own_process(side: str, tmp_path: Path) -> None:
    documents, questions = tmp_path / "documents", tmp_path / "questions.txt"
    write_documents(documents, 4)
    questions.write_text("how do I cache queues?\nwhat are meshes for?\nbackups at night", "utf-8")
    stored = ingest(side, "made", tmp_path / side, documents)
    assert stored.passages == {"coach": 20, "naive": 4}[side]
    assert 0 < stored.seconds < stored.whole
    opened = session(side, "made", stored.library, questions)
    assert len(opened.answers) == 2
    assert opened.ready > 0
    assert 0 < opened.ready_bytes <= opened.settled_bytes * 2
