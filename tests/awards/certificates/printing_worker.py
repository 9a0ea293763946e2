"""A background worker as a process of its own, which may be killed after it has recorded some pieces.

Arguments: how many certificates a piece has, after how many pieces it kills itself (0: never).
"""

import os
import signal
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from awards.certificates import print_jobs  # noqa: E402
from phuong6.office.jobs import pieces  # noqa: E402

size, lives = int(sys.argv[1]), int(sys.argv[2])
print_jobs.PIECE = size
usual, finished = pieces.finish, []


def finish(*arguments) -> None:
    """Record the piece, and perhaps be killed in the very next moment."""
    usual(*arguments)
    finished.append(arguments[1])
    if len(finished) == lives:
        os.kill(os.getpid(), signal.SIGKILL)


pieces.finish = finish
call_command("db_worker", batch=True, interval=0.05, verbosity=0)
