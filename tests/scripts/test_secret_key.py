"""The key that signs sessions is made once and kept from other eyes."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "secret_key.py"


def run(data_dir, key=""):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), "SECRET_KEY": key}
    subprocess.run([sys.executable, SCRIPT], env=environment, check=True)


def test_the_key_is_long_private_and_stays_the_same(tmp_path):
    run(tmp_path / "data")
    path = tmp_path / "data" / "secret_key"
    first = path.read_text()
    run(tmp_path / "data")
    assert path.read_text() == first
    assert len(first) >= 50
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_file_is_written_where_the_environment_gives_the_key(tmp_path):
    run(tmp_path / "data", key="given")
    assert not (tmp_path / "data").exists()
