"""`make run` says why it cannot start, and leaves nothing running behind."""

import signal
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts import serve

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)",
]


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch):
    """The sweep asks a real database; here it does nothing unless a test says so."""
    monkeypatch.setattr(serve, "SWEEP", [sys.executable, "-c", ""])


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind((serve.HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_named_in_vietnamese_and_english_with_the_way_out(taken_port):
    answer = subprocess.run(
        [sys.executable, serve.__file__, "--port", str(taken_port)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert f"Cổng {taken_port} đang có chương trình khác dùng" in answer.stderr
    assert f"Port {taken_port} is taken" in answer.stderr
    assert f"make run PORT={taken_port + 1}" in answer.stderr


def test_a_port_nobody_holds_is_free():
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port = probe.getsockname()[1]
    assert serve.port_is_free(port)


def test_a_web_server_that_ends_by_itself_takes_the_worker_along():
    commands = {"worker": SLEEP, "web": [sys.executable, "-c", "raise SystemExit(7)"]}
    with serve.running(commands) as programs:
        assert serve.watch(programs, commands, port=1) == 7
    assert programs["worker"].returncode == -signal.SIGTERM


def test_a_worker_that_ends_is_announced_and_started_again_while_the_web_server_goes_on(
    monkeypatch, tmp_path, capfd
):
    monkeypatch.setattr(serve, "FIRST_PAUSE", 0.1)
    log = tmp_path / "starts"
    # Ends with 7 until its third start; the web server ends when it has seen that one.
    write = f"import time; p = open({str(log)!r}, 'a+'); p.write('x'); p.flush(); p.seek(0);"
    worker = f"{write}\nif len(p.read()) < 3: raise SystemExit(7)\ntime.sleep(600)"
    web = f"import os, time\nwhile not os.path.exists({str(log)!r}) or os.path.getsize({str(log)!r}) < 3: time.sleep(0.1)"
    commands = {name: [sys.executable, "-c", code] for name, code in {"worker": worker, "web": web}.items()}
    with serve.running(commands) as programs:
        assert serve.watch(programs, commands, port=1) == 0
    assert log.read_text() == "xxx"
    assert programs["worker"].returncode == -signal.SIGTERM
    told = capfd.readouterr().err
    assert told.count("trang web vẫn chạy") == 2
    assert "mã 7" in told
    assert "sau 0.1 giây" in told
    assert "sau 0.2 giây" in told


def test_the_pause_before_a_worker_starts_again_doubles_up_to_half_a_minute(monkeypatch, capfd):
    clock = [0.0]
    monkeypatch.setattr(serve.time, "monotonic", lambda: clock[0])
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    monkeypatch.setattr(serve, "start", lambda *_: ended)
    keeper, pauses = serve.Keeper({"worker": ended}, []), []
    for _ in range(6):
        keeper.look()
        pauses.append(keeper.due - clock[0])
        clock[0] = keeper.due
        keeper.look()
    assert pauses == [2, 4, 8, 16, 30, 30]
    clock[0] += serve.STEADY_SECONDS + 1
    keeper.look()
    assert keeper.due - clock[0] == 2, "one that ran well for a while starts quickly again"


def test_left_jobs_are_freed_before_the_worker_starts_and_a_failure_of_that_stops_nothing(
    monkeypatch, tmp_path
):
    log = tmp_path / "order"
    note = "import sys; open({!r}, 'a').write({!r}); sys.exit(1)"
    monkeypatch.setattr(serve, "SWEEP", [sys.executable, "-c", note.format(str(log), "sweep ")])
    serve.start("worker", [sys.executable, "-c", note.format(str(log), "worker ")]).wait()
    serve.start("web", [sys.executable, "-c", note.format(str(log), "web ")]).wait()
    assert log.read_text() == "sweep worker web "


def test_what_is_due_is_drafted_once_an_hour_and_never_twice_at_once(monkeypatch):
    clock, started = [0.0], []

    class Run:
        ended = False

        def __init__(self, name, command, **_):
            assert (name, command) == ("remind", serve.REMIND)
            started.append(self)

        def poll(self):
            return 0 if self.ended else None

    monkeypatch.setattr(serve.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(serve, "start", Run)
    reminding = serve.Reminding({})

    def at(hour: float) -> int:
        clock[0] = hour * serve.REMIND_SECONDS
        reminding.look()
        return len(started)

    assert [at(0), at(0.5), at(1)] == [1, 1, 1], "the first still runs: nothing is started beside it"
    started[0].ended = True
    assert [at(1.1), at(2)] == [2, 2]


def test_an_interrupt_stops_both_programs():
    def interrupted():
        with serve.running({"worker": SLEEP, "web": SLEEP}) as programs:
            started.update(programs)
            raise KeyboardInterrupt

    started: dict[str, subprocess.Popen] = {}
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [program.returncode for program in started.values()] == [-signal.SIGTERM] * 2


def test_a_program_that_will_not_end_is_killed(monkeypatch):
    monkeypatch.setattr(serve, "STOP_SECONDS", 0.2)
    monkeypatch.setattr(
        serve.subprocess,
        "Popen",
        lambda *args, _popen=subprocess.Popen, **options: _popen(
            *args, **options | {"stdout": subprocess.PIPE}
        ),
    )
    with serve.running({"worker": STUBBORN}) as programs:
        programs["worker"].stdout.readline()  # from here on it ignores the request to end
    programs["worker"].stdout.close()
    assert programs["worker"].returncode == -signal.SIGKILL


def test_a_program_that_cannot_be_started_leaves_no_other_behind():
    started = []
    popen = subprocess.Popen

    def remembering(*args, **options):
        program = popen(*args, **options)
        if args[0] != serve.SWEEP:
            started.append(program)
        return program

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serve.subprocess, "Popen", remembering)
        with (
            pytest.raises(FileNotFoundError),
            serve.running({"worker": SLEEP, "web": ["/nonexistent/program"]}),
        ):
            pass
    assert [program.returncode for program in started] == [-signal.SIGTERM]


@pytest.mark.parametrize(("status", "said"), [(200, "Đang chạy"), (500, "có lỗi"), (503, "có lỗi")])
def test_an_application_that_is_not_well_is_not_announced_as_running(status, said):
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            assert self.path == "/healthz"
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args):
            """Stay quiet."""

    with HTTPServer((serve.HOST, 0), Answer) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        answer = serve.health(server.server_port)
        thread.join()
    assert answer == status
    assert said in serve.announcement(8000, answer)


def test_a_server_that_is_still_starting_has_no_health_yet():
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port = probe.getsockname()[1]
    assert serve.health(port) is None
    assert "chưa trả lời" in serve.announcement(port, None)
