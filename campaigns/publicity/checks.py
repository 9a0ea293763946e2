"""What is still missing before a piece is proposed or published, as sentences."""

import re

from django.utils import timezone

from campaigns.enums import ExemplarKind
from campaigns.models import Bulletin, Exemplar
from phuong6.lib.reading import unread

# Personal data that a public page never needs (NĐ 13/2023 Điều 2, 3): phone numbers, CCCD and CMND numbers.
_PERSONAL = re.compile(r"(?<![\d/.,])(?:\+84|0)[ .]?\d(?:[ .]?\d){7,8}(?!\d)|(?<!\d)(?:\d{12}|\d{9})(?!\d)")

MOST_NAMED = 5


def personal_numbers(exemplar: Exemplar) -> list[str]:
    """What looks like a phone or identity number in the public text."""
    return _PERSONAL.findall(f"{exemplar.title}\n{exemplar.summary}\n{exemplar.body}")


def proposal_missing(exemplar: Exemplar, act) -> list[str]:
    """A piece says in short and at length what happened."""
    missing = []
    if not exemplar.summary.strip():
        missing.append("Chưa ghi tóm tắt.")
    if not exemplar.body.strip():
        missing.append("Chưa ghi nội dung.")
    return missing


def publication_missing(exemplar: Exemplar, act) -> list[str]:
    """What a public page needs: the text, the consent of whom it portrays, no personal numbers."""
    missing = proposal_missing(exemplar, act)
    if not exemplar.consent.strip() and exemplar.kind == ExemplarKind.EXEMPLAR:
        missing.append("Chưa ghi người được nêu gương đã đồng ý thế nào (ai hỏi, ngày nào).")
    elif not exemplar.consent.strip() and exemplar.pictures.exists():
        missing.append("Bài có ảnh: chưa ghi người trong ảnh đã đồng ý thế nào, hoặc ảnh không rõ mặt ai.")
    for number in personal_numbers(exemplar):
        missing.append(
            f"“{number.strip()}” giống số điện thoại hoặc số căn cước. Hãy bỏ khỏi bài trước khi đăng."
        )
    return missing


def approval_missing(bulletin: Bulletin, act) -> list[str]:
    """A bulletin has words, and none of them has to be worked out while one reads."""
    if not bulletin.body.strip():
        return ["Chưa có lời đọc."]
    left = unread(bulletin.body)
    if left:
        named = ", ".join(f"“{each}”" for each in left[:MOST_NAMED]) + ("…" if len(left) > MOST_NAMED else "")
        return [f"Còn số hoặc chữ tắt chưa viết thành lời: {named}. Bấm “Viết thành lời” rồi đọc lại."]
    return []


def broadcast_missing(bulletin: Bulletin, act) -> list[str]:
    """The day it was on the air (act.data: broadcast_on)."""
    day = act.data.get("broadcast_on")
    if day is None:
        return ["Hãy ghi ngày phát."]
    if day > timezone.localtime(act.at).date():
        return ["Ngày phát không thể ở tương lai. Phát xong hãy ghi."]
    if day < bulletin.campaign.earliest_launch:
        return [f"Ngày phát không thể trước ngày phát động ({bulletin.campaign.launch_phrase})."]
    return []
