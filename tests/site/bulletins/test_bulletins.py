"""The radio bulletin: drawn only from what is public, in words alone, approved before it is on the air."""

import io
import re
from datetime import date

import docx
import pytest
import time_machine
from django.db import IntegrityError, transaction
from docx.shared import Pt

from awards.public.results import leave_out
from campaigns.enums import BulletinStatus as B
from campaigns.models import Bulletin
from campaigns.publicity.bulletins import save_bulletin, write_bulletin
from campaigns.publicity.workflow import BULLETIN, EXEMPLAR
from criteria.enums import Period
from criteria.measuring import reporting
from criteria.workflow import RESULT
from phuong6.lib.papers.docx import render_docx
from phuong6.office.models import Move
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import NotAllowed, Refused
from phuong6.site.bulletins.drafts import draft
from tests import factories as make
from tests.awards import decision_scene
from tests.campaigns.publicity import pieces
from tests.criteria import results as scene
from tests.lib.files.test_uploads import photo_bytes
from tests.lib.papers.reading import word_boxes

PEOPLE = ("an", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss")
MOVES = {
    ("approve", B.DRAFT): B.APPROVED,
    ("reopen", B.APPROVED): B.DRAFT,
    ("broadcast", B.APPROVED): B.BROADCAST,
    ("broadcast", B.BROADCAST): B.BROADCAST,
    ("correct", B.BROADCAST): B.APPROVED,
}
AIRED = date(2023, 11, 10)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(make.at(12), tick=True):
        yield


def written(campaign, van, body="Lời đọc."):
    return write_bulletin(van, campaign, title="Bản tin", body=body)


def put(bulletin, status):
    Bulletin.objects.filter(pk=bulletin.pk).update(status=status, broadcast_on=AIRED)
    bulletin.refresh_from_db()
    return bulletin


def test_only_the_culture_officer_moves_a_bulletin_and_only_so(request, campaign, van):
    bulletin, made = written(campaign, van), {}
    for name in PEOPLE:
        user = request.getfixturevalue(name)
        for move in BULLETIN.steps:
            for status in B.values:
                put(bulletin, status)
                try:
                    after = BULLETIN.perform(move, bulletin, by=user, note="Lý do", broadcast_on=AIRED)
                except (Refused, NotAllowed):
                    continue
                made[name, move, status] = after.status
    assert made == {("van", *key): status for key, status in MOVES.items()}


def test_only_the_culture_officer_writes_and_the_chairman_may_read(request, client, campaign, van):
    bulletin = written(campaign, van)
    for name in PEOPLE:
        user = request.getfixturevalue(name)
        client.force_login(user)
        sees = 200 if name in ("van", "dung") else 404
        for address in ("/ban-tin/", f"/ban-tin/{bulletin.pk}/", f"/van-ban/bulletin/{bulletin.pk}/"):
            assert client.get(address).status_code == sees, (name, address)
        assert (client.get("/ban-tin/soan/").status_code == 200) == (name == "van")
        if name != "van":
            with pytest.raises(NotAllowed):
                write_bulletin(user, campaign, title="x", body="")
            with pytest.raises(NotAllowed):
                save_bulletin(user, bulletin, title="x", body="", revision=0)
            answer = client.post(f"/ban-tin/{bulletin.pk}/chuyen/approve/")
            assert answer.status_code == (403 if name == "dung" else 404), name
    client.logout()
    assert client.get("/ban-tin/").status_code == 302


def test_a_draft_says_published_pieces_in_words(campaign, van, unit, an):
    shown = pieces.published(campaign, van, title="Khóm 1 không chờ", summary="46 hộ nộp 71 hồ sơ, đạt 100 %")
    text = draft(campaign, [shown], results=False, awards=False)
    assert text == ("Khóm một không chờ. Bốn mươi sáu hộ nộp bảy mươi mốt hồ sơ, đạt một trăm phần trăm.")


def test_only_verified_results_are_said_and_a_part_is_never_told_as_the_whole(campaign, unit, an, thu):
    scene.join(campaign, unit, an)
    target = scene.share_target(campaign)
    result = scene.report(campaign, unit, target, an)
    assert draft(campaign, [], results=True, awards=False) == ""
    RESULT.perform("verify", result, by=thu)
    said = draft(campaign, [], results=True, awards=False)
    assert (
        "Đúng hạn và trước hạn: tính trên một trong ba báo cáo phải gửi, chín trăm chín mươi chín trên một nghìn, "
        "bằng chín mươi chín phẩy chín mươi phần trăm; kế hoạch đề ra đạt một trăm phần trăm; còn hai báo cáo chưa có "
        "hoặc chưa được xác nhận nên chưa kết luận." in said
    )
    assert not re.search(r"\d", said)


def test_with_every_report_verified_the_radio_says_whether_the_target_is_met(campaign, unit, an, thu):
    scene.join(campaign, unit, an)
    target = scene.share_target(campaign, period=Period.CAMPAIGN)
    RESULT.perform("verify", scene.report(campaign, unit, target, an), by=thu)
    said = draft(campaign, [], results=True, awards=False)
    assert "kế hoạch đề ra đạt một trăm phần trăm, kết quả chưa đạt." in said
    assert "còn" not in said


def test_the_radio_counts_tasks_out_of_all_that_are_asked_for(campaign, unit, other_unit, an, em, thu):
    for whose, by in ((unit, an), (other_unit, em)):
        scene.join(campaign, whose, by)
    cell = scene.cell_of(campaign, unit, scene.task_target(campaign))
    kept = reporting.save_result(an, cell, done=True, done_on=date(2023, 10, 20), text="Đã tuyên truyền.")
    reporting.add_evidence(an, cell, [("a.jpg", photo_bytes())])
    RESULT.perform("verify", RESULT.perform("report", kept, by=an), by=thu)
    said = draft(campaign, [], results=True, awards=False)
    assert "một trên hai báo cáo phải gửi đã hoàn thành và được xác nhận; còn một báo cáo chưa có" in said


def test_awards_are_said_after_issue_only_and_without_the_names_left_out(campaign, unit, an, cuc, dung, hoa):
    people = (campaign, unit, an, cuc, [dung, hoa])
    with time_machine.travel(make.at(6, month=12), tick=True):
        decision = decision_scene.confirmed(dung, *people)
        assert draft(campaign, [], results=False, awards=True) == ""
        decision_scene.issue(decision, by=cuc, number=12, decided_on=decision_scene.PLANNED)
        leave_out(decision.awards.last(), by=cuc, reason="Đề nghị không nêu tên")
        said = draft(campaign, [], results=False, awards=True)
    assert "Quyết định số mười hai, quyết định Ủy ban nhân dân" in said
    assert "cho một tập thể, hai cá nhân" in said
    named = [each.name for each in decision.awards.order_by("position")]
    assert named[0].replace("1", "một") in said
    assert len(re.findall("Ông Nguyễn Văn Số", said)) == 1
    assert "đồng" not in said.replace("Hội đồng", "").replace("cộng đồng", "")


def test_nothing_unread_is_approved(campaign, van):
    bulletin = written(campaign, van, "UBND đạt 98,81 %.")
    with pytest.raises(Refused, match=r"“UBND”, “98,81”, “%”"):
        BULLETIN.perform("approve", bulletin, by=van)
    with pytest.raises(Refused, match="Chưa có lời đọc"):
        BULLETIN.perform("approve", written(campaign, van, " "), by=van)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(None, "Hãy ghi ngày phát"), (date(2023, 11, 13), "tương lai"), (date(2023, 3, 31), "ngày phát động")],
)
def test_a_broadcast_has_a_day_that_has_been(campaign, van, day, sentence):
    bulletin = put(written(campaign, van), B.APPROVED)
    with pytest.raises(Refused, match=sentence):
        BULLETIN.perform("broadcast", bulletin, by=van, broadcast_on=day)


def test_each_broadcast_stands_in_the_log(client, campaign, van):
    bulletin = put(written(campaign, van), B.APPROVED)
    client.force_login(van)
    wrong = client.post(f"/ban-tin/{bulletin.pk}/chuyen/broadcast/", {"broadcast_on": "31/11/2023"})
    assert wrong.status_code == 422
    assert "không phải là ngày có thật" in wrong.content.decode()
    late = client.post(f"/ban-tin/{bulletin.pk}/chuyen/broadcast/", {"broadcast_on": "13/11/2023"})
    assert late.status_code == 422
    assert "Ngày phát không thể ở tương lai" in late.content.decode()
    for day in ("10/11/2023", "11/11/2023"):
        client.post(f"/ban-tin/{bulletin.pk}/chuyen/broadcast/", {"broadcast_on": day})
    notes = Move.objects.filter(workflow="bulletin").order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["Phát ngày 10/11/2023", "Phát ngày 11/11/2023"]
    bulletin.refresh_from_db()
    assert bulletin.broadcast_on == date(2023, 11, 11)
    assert client.post(f"/ban-tin/{bulletin.pk}/chuyen/correct/", {"note": ""}).status_code == 422
    client.post(f"/ban-tin/{bulletin.pk}/chuyen/correct/", {"note": "Ghi nhầm"})
    bulletin.refresh_from_db()
    assert (bulletin.status, bulletin.broadcast_on) == (B.APPROVED, None)


def test_from_the_choice_to_the_approved_words(client, campaign, van):
    shown = pieces.published(campaign, van, title="Khóm 1")
    hidden = pieces.published(campaign, van, title="Đã gỡ")
    EXEMPLAR.perform("withdraw", hidden, by=van, note="Sai")
    client.force_login(van)
    refused = client.post("/ban-tin/soan/", {"title": "Bản tin", "pieces": [hidden.pk]})
    assert refused.status_code == 422
    assert "Có bài không còn đăng" in refused.content.decode()
    client.post("/ban-tin/soan/", {"title": "Bản tin", "pieces": [shown.pk]})
    bulletin = Bulletin.objects.get()
    assert bulletin.body.startswith("Khóm một.")
    sent = {"title": "Bản tin", "body": "Thêm 5 % nữa.", "revision": 0}
    client.post(f"/ban-tin/{bulletin.pk}/", sent | {"spell": "1"})
    stale = client.post(f"/ban-tin/{bulletin.pk}/", sent | {"body": "Của tab cũ"})
    assert stale.status_code == 422
    assert "Của tab cũ" in stale.content.decode()
    bulletin.refresh_from_db()
    assert bulletin.body == "Thêm năm phần trăm nữa."
    client.post(f"/ban-tin/{bulletin.pk}/chuyen/approve/")
    assert "1 bản tin đã duyệt, chờ phát" in client.get("/").content.decode()
    closed = client.post(f"/ban-tin/{bulletin.pk}/", sent | {"revision": 1})
    assert closed.status_code == 422
    assert "đã duyệt nên không sửa được" in closed.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Hãy ghi tên bản tin."),
        ({"body": "a" * 10_001}, "tối đa 10.000"),
        ({"revision": ""}, "Trang đã cũ"),
    ],
)
def test_a_wrong_word_is_answered_beside_it(client, campaign, van, wrong, sentence):
    bulletin = written(campaign, van)
    client.force_login(van)
    sent = {"title": "Tên mới", "body": "Phần vừa gõ", "revision": 0} | wrong
    answer = client.post(f"/ban-tin/{bulletin.pk}/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert ("Phần vừa gõ" if "body" not in wrong else "Tên mới") in answer.content.decode()


def test_it_is_printed_in_letters_of_twenty_points_at_least(client, campaign, van, tmp_path):
    bulletin = written(campaign, van, "Đoạn một.\nĐoạn hai.")
    client.force_login(van)
    pdf = client.get(f"/van-ban/bulletin/{bulletin.pk}/van-ban.pdf").content
    tall = [low - high for word, _, high, _, low in word_boxes(pdf, tmp_path)[0] if word == "Đoạn"]
    assert len(tall) == 2
    assert min(tall) >= 20 * 25.4 / 72
    paragraphs = docx.Document(io.BytesIO(render_docx(KINDS["bulletin"].paper(bulletin)))).paragraphs
    spoken = next(each for each in paragraphs if each.text == "Đoạn hai.")
    assert spoken.runs[0].font.size >= Pt(20)


def test_the_list_costs_the_same_however_long(client, campaign, van, django_assert_num_queries):
    client.force_login(van)
    for count in (1, 3):
        while Bulletin.objects.count() < count:
            written(campaign, van)
        with django_assert_num_queries(7):
            client.get("/ban-tin/")


def test_the_database_wants_the_day_of_a_broadcast(campaign, van):
    bulletin = written(campaign, van)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=bulletin.pk).update(status=B.BROADCAST)
