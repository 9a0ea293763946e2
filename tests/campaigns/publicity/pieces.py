"""Pieces for the public pages, for tests: written, proposed, published, with a picture."""

import io

from PIL import Image

from campaigns.enums import ExemplarKind
from campaigns.publicity.pieces import add_picture, write_new
from campaigns.publicity.workflow import EXEMPLAR
from tests import factories as make

TEXT = {
    "kind": ExemplarKind.EXEMPLAR,
    "title": "Tổ công nghệ số khóm 1",
    "summary": "Mỗi tối thứ Ba, tổ giúp bà con nộp hồ sơ trực tuyến.",
    "body": "Đoạn một.\n\nĐoạn hai.",
    "consent": "Chị Vân hỏi ngày 02/11/2023, tổ trưởng đồng ý.",
}


def typed(**other) -> dict:
    """What a person types, with some of it otherwise."""
    return TEXT | {"revision": 0} | other


def photo(width: int = 1600, height: int = 1000, **how) -> bytes:
    """A JPEG of that many pixels."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(out, "JPEG", **how)
    return out.getvalue()


def written(campaign, by, unit=None, **other):
    """A draft."""
    return write_new(by, campaign, unit, typed(**other))


def published(campaign, van, *, day: int = 10, picture: bool = False, **other):
    """A piece everybody may read, the office's own."""
    piece = written(campaign, van, **other)
    if picture:
        add_picture(van, piece, photo(), name="anh.jpg", alt="Tổ trưởng chỉ cách nộp hồ sơ")
    return EXEMPLAR.perform("publish", piece, by=van, at=make.at(day))


def taken(client, address: str):
    """The answer with its file read to the end, as a browser does."""
    answer = client.get(address)
    if answer.streaming:
        answer.body = b"".join(answer.streaming_content)
    return answer
