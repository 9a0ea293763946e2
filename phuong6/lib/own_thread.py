"""Work that starts an event loop of its own, whoever calls it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def in_own_thread(work: Callable[P, T]) -> Callable[P, T]:
    """Decorator: pyHanko calls `asyncio.run`, which is refused where the caller's thread has a loop already."""

    @wraps(work)
    def apart(*args: P.args, **kwargs: P.kwargs) -> T:
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(work, *args, **kwargs).result()

    return apart
