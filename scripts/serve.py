"""Run the web server and the background worker together until Ctrl-C, and `manage.py remind` once an hour.

When the web server ends, the worker is stopped too, and the exit status and a sentence say so. A worker
that ends (a long write had locked the database, say) is announced and started again, while the web server
goes on. For a real service see docs/operation.md.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60  # a slow old machine included
STOP_SECONDS = 30  # the worker finishes the task in hand
FIRST_PAUSE, LONGEST_PAUSE = 2, 30  # seconds before an ended worker is started again; doubled each time
STEADY_SECONDS = 120  # a worker that ran this long is well again
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROOT = Path(__file__).resolve().parent.parent
REMIND_SECONDS = 3600  # what is due is drafted, and what is released sent, once an hour
REMIND = [sys.executable, "manage.py", "remind"]
SWEEP = [sys.executable, "manage.py", "sweep_jobs"]


def port_is_free(port: int) -> bool:
    """Tell whether nobody serves on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def health(port: int) -> int | None:
    """Ask the application how it is: the HTTP status (200: well), or None while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as response:
            return response.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code
    except OSError:
        return None


def announcement(port: int, status: int | None) -> str:
    """Say where it runs, and that it is not well when it is not."""
    address = f"http://{HOST}:{port}"
    if status == HTTPStatus.OK:
        return f"Đang chạy / Running: {address}   (Ctrl-C để dừng / to stop)"
    if status is None:
        return f"{address} chưa trả lời sau {START_SECONDS} giây / does not answer after {START_SECONDS} seconds."
    return f"{address} có lỗi, xem các dòng trên / is not well, see the lines above: /healthz {status}"


def start(name: str, command: list[str], **more) -> subprocess.Popen:
    """Start a program in a session of its own; before the worker, free the jobs a killed one left.

    The session lets Ctrl-C reach only this program, which then asks each of them once to end: asked
    twice, the worker would break off its task.
    """
    # WhiteNoise serves from the source folders here and would miss the collected ones aloud.
    options = {
        "cwd": ROOT,
        "env": {"PYTHONWARNINGS": "ignore:No directory at:UserWarning", **os.environ},
        "start_new_session": True,
        **more,
    }
    if name == "worker":  # not checked: a database locked just now must not keep the worker from starting
        subprocess.run(SWEEP, stdout=subprocess.DEVNULL, check=False, **options)
    return subprocess.Popen(command, **options)


@contextmanager
def running(commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen]]:
    """Start the programs; on leaving, whatever the reason, stop those that still run."""
    programs: dict[str, subprocess.Popen] = {}
    try:
        for name, command in commands.items():
            programs[name] = start(name, command)
        yield programs
    finally:
        for program in programs.values():
            if program.poll() is None:
                program.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for program in programs.values():
            try:
                program.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()


class Keeper:
    """Starts the worker again when it ended, after 2, 4, 8 … 30 seconds."""

    def __init__(self, programs: dict[str, subprocess.Popen], command: list[str]):
        self.programs, self.command = programs, command
        self.pause, self.due = FIRST_PAUSE, None
        self.started = time.monotonic()

    def look(self) -> None:
        """Announce an ended worker once; start it when its pause is over."""
        now = time.monotonic()
        if self.due is None and (status := self.programs["worker"].poll()) is not None:
            if now - self.started > STEADY_SECONDS:
                self.pause = FIRST_PAUSE
            print(
                f"Chương trình chạy nền đã dừng ngoài ý muốn (mã {status}); trang web vẫn chạy, "
                f"chương trình chạy nền sẽ chạy lại sau {self.pause} giây.\n"
                f"'worker' ended by itself (status {status}); the web server goes on, "
                f"the worker is started again in {self.pause} seconds.",
                file=sys.stderr,
                flush=True,
            )
            self.due = now + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE)
        elif self.due is not None and now >= self.due:
            self.programs["worker"] = start("worker", self.command)
            self.due, self.started = None, time.monotonic()


class Reminding:
    """Runs `remind` beside the others once an hour; the next run waits until the last one has ended."""

    def __init__(self, programs: dict[str, subprocess.Popen]):
        self.programs, self.due = programs, time.monotonic()

    def look(self) -> None:
        """Start it when its hour has come. What it prints is for those who type it."""
        now, last = time.monotonic(), self.programs.get("remind")
        if now >= self.due and (last is None or last.poll() is not None):
            self.programs["remind"] = start("remind", REMIND, stdout=subprocess.DEVNULL)
            self.due = now + REMIND_SECONDS


def watch(programs: dict[str, subprocess.Popen], commands: dict[str, list[str]], port: int) -> int:
    """Announce the address when it answers, keep the worker going; return the web server's exit status."""
    announced = False
    give_up = time.monotonic() + START_SECONDS
    keeper, reminding = Keeper(programs, commands["worker"]), Reminding(programs)
    while (ended := programs["web"].poll()) is None:
        keeper.look()
        if announced:  # not before, so as to take nothing from the start
            reminding.look()
        else:
            status = health(port)
            if status or time.monotonic() > give_up:
                announced = True
                print(f"\n{announcement(port, status)}\n", flush=True)
        time.sleep(0.3)
    return ended


def stop(_signum: int, _frame: object) -> None:
    """Leave through one door for Ctrl-C, a closed terminal and `kill`; a second one changes nothing."""
    for signum in SIGNALS:
        signal.signal(signum, signal.SIG_IGN)
    print("\nĐang dừng / Stopping ...", flush=True)
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--check-port", action="store_true", help="only tell whether the port is free")
    options = parser.parse_args()
    if not port_is_free(options.port):
        print(
            f"Cổng {options.port} đang có chương trình khác dùng. Hãy chọn cổng khác: make run PORT={options.port + 1}\n"
            f"Port {options.port} is taken. Choose another one: make run PORT={options.port + 1}",
            file=sys.stderr,
        )
        return 1
    if options.check_port:
        return 0

    for signum in SIGNALS:
        signal.signal(signum, stop)
    threads = ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    # The control socket is one per user, not per installation: two of them would fight over it.
    quiet = ["--log-level", "warning", "--no-control-socket"]
    bind = ["--bind", f"{HOST}:{options.port}"]
    commands = {
        "worker": [sys.executable, "manage.py", "db_worker", "--interval", "0.2", "--no-reload"],
        "web": [sys.executable, "-m", "gunicorn", "phuong6.wsgi", *bind, *threads, *quiet],
    }
    try:
        with running(commands) as programs:
            status = watch(programs, commands, options.port)
    except KeyboardInterrupt:
        print("Đã dừng / Stopped.")
        return 0
    print(
        f"Chương trình 'web' đã dừng ngoài ý muốn (mã {status}); đã dừng cả chương trình còn lại.\n"
        f"'web' ended by itself (status {status}); the other program was stopped too.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
