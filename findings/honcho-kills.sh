#!/usr/bin/env bash
# honcho 2.0.0: told to end (SIGTERM), it passes that on and waits for programs that finish their work first, as
# long as they take: 8 seconds here, and the work is done. Beside a program that ends at once the same one is killed
# 5 seconds later in the middle of its work: the time runs from the first program that ends, and only then.
# honcho.manager.KILL_WAIT is the 5; no option of the command and no argument of Manager sets it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check honcho==2.0.0
cat >"$folder/worker.py" <<'PYTHON'
import pathlib, signal, sys, time


def finish(*_):
    begun = time.monotonic()
    while time.monotonic() - begun < 8:
        time.sleep(0.1)
    pathlib.Path(sys.argv[1]).touch()
    sys.exit(0)


signal.signal(signal.SIGTERM, finish)
while True:
    time.sleep(1)
PYTHON
cat >"$folder/run.py" <<'PYTHON'
import os, pathlib, signal, sys, threading, time
from honcho.manager import Manager

folder, beside = pathlib.Path(sys.argv[1]), len(sys.argv) > 2
done = folder / f"done-{beside}"
manager = Manager()
manager.add_process("worker", f"exec {sys.executable} {folder}/worker.py {done}")
if beside:
    manager.add_process("web", "exec sleep 60")
threading.Timer(3, os.kill, (os.getpid(), signal.SIGTERM)).start()
begun = time.monotonic()
manager.loop()
took = time.monotonic() - begun - 3
assert done.exists() is not beside, "killed or not, otherwise than noted"
assert (4.5 < took < 7.5) if beside else took > 7.5, took
PYTHON
"$folder/bin/python" "$folder/run.py" "$folder" >/dev/null
"$folder/bin/python" "$folder/run.py" "$folder" beside >/dev/null
