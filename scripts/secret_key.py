"""Write DATA_DIR/secret_key once, readable by its owner only, where SECRET_KEY is not given.

It finds DATA_DIR as phuong6/settings.py does, which cannot be asked: it refuses to start without the key.
"""

import os
from pathlib import Path

import environ
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)
env = environ.Env()
path = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve() / "secret_key"

if not env.str("SECRET_KEY", default="") and not path.exists():
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(get_random_secret_key())
