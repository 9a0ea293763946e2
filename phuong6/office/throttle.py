"""A simple brake against guessing: so many tries from one address in so many minutes.

Counted in Django's cache. The default cache is each server process's own, so that with several processes
the true limit is a small multiple; that is enough to make guessing hopeless and needs no extra service.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from python_ipware import IpWare

_LAST = IpWare(precedence=("HTTP_X_FORWARDED_FOR",), proxy_count=0)


def address_of(request) -> str:
    """The visitor's address; behind our own reverse proxy the one that proxy saw, the last of its header.

    Without TRUSTED_PROXY the header is ignored, since anybody can write it; so is all of it but what our own
    proxy wrote, and that too where it is no address.
    """
    if settings.TRUSTED_PROXY:
        written = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
        seen, _ = _LAST.get_client_ip({"HTTP_X_FORWARDED_FOR": written}, strict=True)
        if seen:
            return str(seen)
    return request.META.get("REMOTE_ADDR", "")


@dataclass(frozen=True)
class Throttle:
    """`limit` tries in `minutes`, counted from the first one."""

    name: str
    limit: int
    minutes: int

    def _key(self, who: str) -> str:
        return f"throttle:{self.name}:{who}"

    def spent(self, who: str) -> bool:
        """Whether the tries are used up; counts nothing."""
        return cache.get(self._key(who), 0) >= self.limit

    def allows(self, who: str) -> bool:
        """Count one try; False once there are too many."""
        cache.add(self._key(who), 0, self.minutes * 60)
        try:
            return cache.incr(self._key(who)) <= self.limit
        except ValueError:  # it ran out between the two lines
            return True

    def forget(self, who: str) -> None:
        """Start anew, e.g. after the right password."""
        cache.delete(self._key(who))
