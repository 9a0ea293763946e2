"""Run the web server and the background worker together until Ctrl-C.

Nothing is restarted behind one's back: when either program ends, the other is stopped, and the exit
status and a sentence say which one it was. For a real service see docs/operation.md.
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
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROOT = Path(__file__).resolve().parent.parent


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


@contextmanager
def running(commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen]]:
    """Start the programs; on leaving, whatever the reason, stop those that still run.

    Each gets a session of its own, so that Ctrl-C reaches only this program, which then asks each of
    them once to end: asked twice, the worker would break off its task.
    """
    # WhiteNoise serves from the source folders here and would miss the collected ones aloud.
    environment = {"PYTHONWARNINGS": "ignore:No directory at:UserWarning", **os.environ}
    programs: dict[str, subprocess.Popen] = {}
    try:
        for name, command in commands.items():
            programs[name] = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
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


def watch(programs: dict[str, subprocess.Popen], port: int) -> str:
    """Announce the address when it answers; return the name of the program that ended by itself."""
    announced = False
    give_up = time.monotonic() + START_SECONDS
    while True:
        for name, program in programs.items():
            if program.poll() is not None:
                return name
        if not announced:
            status = health(port)
            if status or time.monotonic() > give_up:
                announced = True
                print(f"\n{announcement(port, status)}\n", flush=True)
        time.sleep(0.3)


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
            ended = watch(programs, options.port)
            status = programs[ended].returncode
    except KeyboardInterrupt:
        print("Đã dừng / Stopped.")
        return 0
    print(
        f"Chương trình '{ended}' đã dừng ngoài ý muốn (mã {status}); đã dừng cả chương trình còn lại.\n"
        f"'{ended}' ended by itself (status {status}); the other program was stopped too.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
