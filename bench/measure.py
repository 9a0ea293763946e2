"""What a measurement is, and how two things are timed fairly beside each other."""

import gc
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured thing: what, how many seconds, how many times its reference (None: it is the reference)."""

    name: str
    seconds: float
    ratio: float | None = None
    note: str = ""


def seconds_of(work: Callable[[], object]) -> float:
    """How long one run takes, by the clock on the wall; rubbish of earlier runs is cleared first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each. They take turns, so that a busy moment of the machine meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds_of(work))
    return {name: statistics.median(each) for name, each in taken.items()}


def peak_mb() -> int:
    """The most memory this process has held so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
