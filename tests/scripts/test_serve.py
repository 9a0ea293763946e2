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


def test_the_program_that_ends_by_itself_is_named_and_the_other_one_is_stopped():
    commands = {"worker": [sys.executable, "-c", "raise SystemExit(7)"], "web": SLEEP}
    with serve.running(commands) as programs:
        assert serve.watch(programs, port=1) == "worker"
    assert programs["worker"].returncode == 7
    assert programs["web"].returncode == -signal.SIGTERM


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
        lambda *args, _popen=subprocess.Popen, **options: _popen(*args, stdout=subprocess.PIPE, **options),
    )
    with serve.running({"worker": STUBBORN}) as programs:
        programs["worker"].stdout.readline()  # from here on it ignores the request to end
    programs["worker"].stdout.close()
    assert programs["worker"].returncode == -signal.SIGKILL


def test_a_program_that_cannot_be_started_leaves_no_other_behind():
    started = []
    popen = subprocess.Popen

    def remembering(*args, **options):
        started.append(popen(*args, **options))
        return started[-1]

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
