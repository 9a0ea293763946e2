"""A piece for the public pages: which move by whom from where, what each asks for, who edits when."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.enums import ExemplarKind as K
from campaigns.enums import ExemplarStatus as S
from campaigns.models import Exemplar
from campaigns.publicity.effects import OUTDATED
from campaigns.publicity.pieces import save_text, write_new
from campaigns.publicity.workflow import EXEMPLAR
from phuong6.office.models import Move
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.campaigns.publicity import pieces

PEOPLE = ("an", "em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss")
# The office's own piece, and one An's unit proposes: (move, who, from) → to. Everything else is refused.
OWN = {
    ("publish", "van", S.DRAFT): S.PUBLISHED,
    ("publish", "van", S.PROPOSED): S.PUBLISHED,
    ("amend", "van", S.PUBLISHED): S.PUBLISHED,
    ("amend_pictures", "van", S.PUBLISHED): S.PUBLISHED,
    ("withdraw", "van", S.PUBLISHED): S.WITHDRAWN,
    ("restore", "van", S.WITHDRAWN): S.PUBLISHED,
}
UNITS = {
    ("propose", "an", S.DRAFT): S.PROPOSED,
    ("propose", "an", S.RETURNED): S.PROPOSED,
    ("take_back", "an", S.PROPOSED): S.DRAFT,
    ("send_back", "van", S.PROPOSED): S.RETURNED,
    ("publish", "van", S.PROPOSED): S.PUBLISHED,
    ("amend", "van", S.PUBLISHED): S.PUBLISHED,
    ("amend_pictures", "van", S.PUBLISHED): S.PUBLISHED,
    ("withdraw", "van", S.PUBLISHED): S.WITHDRAWN,
    ("restore", "van", S.WITHDRAWN): S.PUBLISHED,
}


def put(piece, status):
    """The piece in that state, by whatever way."""
    Exemplar.objects.filter(pk=piece.pk).update(status=status, published_at=make.at(10))
    piece.refresh_from_db()
    return piece


@pytest.mark.parametrize(("whose", "allowed"), [("office", OWN), ("unit", UNITS)])
def test_every_move_by_everybody_from_everywhere(request, campaign, unit, an, van, whose, allowed):
    piece = pieces.written(campaign, an, unit) if whose == "unit" else pieces.written(campaign, van)
    cast = {name: request.getfixturevalue(name) for name in PEOPLE}
    made = {}
    for move in EXEMPLAR.steps:
        for name, user in cast.items():
            for status in S.values:
                put(piece, status)
                words = pieces.typed(revision=piece.revision) if move == "amend" else {}
                try:
                    made[move, name, status] = EXEMPLAR.perform(
                        move, piece, by=user, note="Lý do", **words
                    ).status
                except (Refused, NotAllowed):
                    piece.refresh_from_db()
                    assert piece.status == status
    assert made == allowed


def test_nothing_is_proposed_or_published_half_written(campaign, unit, an, van):
    mine = pieces.written(campaign, an, unit, summary="", body="")
    with pytest.raises(Refused) as refused:
        EXEMPLAR.perform("propose", mine, by=an)
    assert refused.value.sentences == ["Chưa ghi tóm tắt.", "Chưa ghi nội dung."]
    with pytest.raises(Refused, match="Chưa ghi tóm tắt"):
        EXEMPLAR.perform("publish", pieces.written(campaign, van, summary=""), by=van)


def test_whoever_is_held_up_as_an_example_has_agreed(campaign, van):
    with pytest.raises(Refused, match="đã đồng ý thế nào"):
        EXEMPLAR.perform("publish", pieces.written(campaign, van, consent=""), by=van)
    news = pieces.written(campaign, van, kind=K.NEWS, consent="")
    assert EXEMPLAR.perform("publish", news, by=van).status == S.PUBLISHED


def test_a_picture_asks_for_consent_even_in_the_news(campaign, van):
    news = pieces.written(campaign, van, kind=K.NEWS, consent="")
    pieces.add_picture(van, news, pieces.photo(), name="a.jpg", alt="Lớp tập huấn")
    with pytest.raises(Refused, match="Bài có ảnh"):
        EXEMPLAR.perform("publish", news, by=van)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gọi 0912345678 để biết.", True),
        ("Gọi 0912 345 678 nhé", True),
        ("Gọi +84 912.345.678", True),
        ("Căn cước 087123456789", True),
        ("CMND 341234567 cấp năm 2010", True),
        ("Tổ giúp 46 hộ nộp 1.250.000 hồ sơ, đạt 98,81 %", False),
        ("Theo Kế hoạch số 91/KH-UBND ngày 14/03/2023", False),
        ("Thưởng 1.234.567.890 đồng ngày 30/10/2023", False),
    ],
)
def test_a_public_page_gives_away_no_number_of_a_person(campaign, van, text, found):
    piece = pieces.written(campaign, van, body=text)
    if found:
        with pytest.raises(Refused, match="giống số điện thoại hoặc số căn cước"):
            EXEMPLAR.perform("publish", piece, by=van)
    else:
        assert EXEMPLAR.perform("publish", piece, by=van).status == S.PUBLISHED


def test_sending_back_and_taking_down_say_why(campaign, unit, an, van):
    mine = EXEMPLAR.perform("propose", pieces.written(campaign, an, unit), by=an)
    with pytest.raises(Refused, match="lý do"):
        EXEMPLAR.perform("send_back", mine, by=van, note=" ")
    shown = pieces.published(campaign, van)
    with pytest.raises(Refused, match="lý do"):
        EXEMPLAR.perform("withdraw", shown, by=van)


def test_a_piece_that_returns_keeps_the_day_it_first_appeared(campaign, van):
    piece = pieces.published(campaign, van, day=10)
    EXEMPLAR.perform("withdraw", piece, by=van, note="Sai tên", at=make.at(11))
    again = EXEMPLAR.perform("restore", piece, by=van, at=make.at(12))
    assert again.published_at == make.at(10)


@pytest.mark.parametrize(
    ("status", "editors"),
    [
        (S.DRAFT, {"an"}),
        (S.RETURNED, {"an"}),
        (S.PROPOSED, {"van"}),
        (S.PUBLISHED, {"van"}),
        (S.WITHDRAWN, {"van"}),
    ],
)
def test_the_unit_writes_until_it_proposes_then_the_officer_does(
    request, campaign, unit, an, status, editors
):
    piece = pieces.written(campaign, an, unit)
    could = set()
    for name in PEOPLE:
        put(piece, status)
        try:
            save_text(request.getfixturevalue(name), piece, pieces.typed(revision=piece.revision))
        except (Refused, NotAllowed):
            continue
        could.add(name)
    assert could == editors


def test_nobody_else_begins_a_piece(request, campaign, unit, other_unit):
    for name in set(PEOPLE) - {"van"}:
        with pytest.raises(NotAllowed):
            write_new(request.getfixturevalue(name), campaign, None, pieces.typed())
    for name in set(PEOPLE) - {"an"}:
        with pytest.raises(NotAllowed):
            write_new(request.getfixturevalue(name), campaign, unit, pieces.typed())


def test_an_old_page_does_not_overwrite_a_newer_text(campaign, van):
    piece = pieces.written(campaign, van)
    old = piece.revision
    save_text(van, piece, pieces.typed(title="Bản mới", revision=old))
    with pytest.raises(Refused) as refused:
        save_text(van, piece, pieces.typed(title="Bản cũ", revision=old))
    assert refused.value.sentences == [OUTDATED]
    piece.refresh_from_db()
    assert piece.title == "Bản mới"


def test_a_correction_of_a_public_piece_is_recorded_and_stays_complete(campaign, van):
    piece = pieces.published(campaign, van)
    save_text(van, piece, pieces.typed(title="Sửa lỗi gõ", revision=piece.revision))
    assert list(Move.objects.values_list("move", flat=True)) == ["publish", "amend"]
    piece.refresh_from_db()
    with pytest.raises(Refused, match="Chưa ghi nội dung"):
        save_text(van, piece, pieces.typed(body="", revision=piece.revision))
    piece.refresh_from_db()
    assert (piece.title, piece.body) == ("Sửa lỗi gõ", pieces.TEXT["body"])


def test_the_database_itself_wants_a_moment_of_publication(campaign, van):
    piece = pieces.written(campaign, van)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemplar.objects.filter(pk=piece.pk).update(status=S.PUBLISHED)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_publish_at_once_publish_once(campaign, van):
    piece, other = pieces.written(campaign, van), make.user("vi", "Hồ Thị Vi", "culture")
    start, answers = threading.Barrier(2), []

    def press(user):
        start.wait()
        try:
            EXEMPLAR.perform("publish", Exemplar.objects.get(pk=piece.pk), by=user)
            answers.append("done")
        except Refused as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[user]) for user in (van, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count("done") == 1
    assert any("Có thể người khác vừa xử lý" in each for each in answers)
    assert Move.objects.count() == 1
