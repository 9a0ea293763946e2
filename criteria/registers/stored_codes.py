"""Codes that earlier versions stored with case, spaces and dashes of their own, brought to how codes are compared now.

Asked once by a migration and after an older archive is restored: a record under its old spelling would be counted
beside the same record of the next file.
"""

import re
from collections.abc import Callable

from criteria.registers.codes import DASHES, code_of

_KEY = re.compile(r"(.*) (\d{4}-\d\d-\d\d(?: [0-9a-f]{12})?)")


def tidy_stored(one_stop, documents) -> int:
    """Rewrite the codes of all records of these two models; returns how many changed or fell together.

    Of two records that turn out to be one, the one a later import brought stays.
    """
    return _tidy(one_stop, "code", lambda code: code_of(code) or code) + _tidy(documents, "key", _key)


def _key(key: str) -> str:
    found = _KEY.fullmatch(key)
    return f"{found[1].translate(DASHES).replace(' ', '')} {found[2]}" if found else key


def _tidy(model, name: str, tidy: Callable[[str], str]) -> int:
    among = [each for each in ("campaign_id", "incoming") if each == "campaign_id" or hasattr(model, each)]
    odd = [
        pk
        for pk, code in model.objects.order_by("brought_by_id", "pk").values_list("pk", name)
        if tidy(code) != code
    ]
    for pk in odd:
        row = model.objects.get(pk=pk)
        code = tidy(getattr(row, name))
        twins = model.objects.filter(**{each: getattr(row, each) for each in among}, **{name: code})
        if twins.filter(brought_by_id__gt=row.brought_by_id).exists():
            row.delete()
            continue
        twins.exclude(pk=pk).delete()
        model.objects.filter(pk=pk).update(**{name: code})
    return len(odd)
