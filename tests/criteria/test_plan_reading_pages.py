"""The ward's plan read from its file and taken over line by line: who, what is written, what is kept, what is logged."""

import threading
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.enums import CampaignStatus
from campaigns.models import Campaign, CampaignText
from campaigns.workflow import CAMPAIGN
from criteria.copying import copy_whole_campaign
from criteria.enums import NomineeKind
from criteria.models import Criterion, ReformArea, Target
from criteria.plan_reading import NO_READING, keep_plan
from criteria.plan_taking import short_of, take
from phuong6.lib.files.docx_text import NOT_DOCX
from phuong6.lib.scans.text_lines import SCANNED
from phuong6.office.workflow import NotAllowed, Refused
from tests.campaigns.plan_reading.office import plan, plan_2023, word_file
from tests.lib.files.test_uploads import pdf_bytes

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def prepared(campaign) -> Campaign:
    """A campaign being prepared with a line, and one more than the plan has."""
    campaign.status = CampaignStatus.PREPARING
    campaign.plan_number = campaign.plan_day = None
    campaign.save()
    Criterion.objects.filter(campaign=campaign).delete()
    CampaignText.objects.create(campaign=campaign, section="aim", order=1, text="Mục đích cũ.")
    CampaignText.objects.create(campaign=campaign, section="aim", order=9, text="Mục đích thừa của năm cũ.")
    return campaign


@pytest.fixture(scope="module")
def word() -> bytes:
    return word_file(plan_2023())


@pytest.fixture
def read(prepared, cuc, word) -> Campaign:
    keep_plan(prepared, "Kế hoạch phát động.docx", word, cuc)
    prepared.refresh_from_db()
    return prepared


def upload(client, campaign, data: bytes, name: str = "ke-hoach.docx"):
    return client.post(
        reverse("plan-reading", args=[campaign.pk]), {"file": SimpleUploadedFile(name, data)}, follow=True
    )


def press(campaign, by, key: str, **typed):
    refused: dict[str, str] = {}
    typed = {name.replace("__", "-"): boxes for name, boxes in typed.items()}
    return take(campaign, by, seen=campaign.plan_reading["at"], pressed=key, typed=typed, refused_at=refused)


def snapshot(campaign) -> list:
    """All that a plan may write, but what was read."""
    tables = (CampaignText, Criterion, ReformArea, Target)
    rows = [list(each.objects.filter(campaign=campaign).order_by("pk").values()) for each in tables]
    values = Campaign.objects.filter(pk=campaign.pk).values().get()
    return [*rows, {name: value for name, value in values.items() if name != "plan_reading"}]


# --- reading ------------------------------------------------------------------------------------------


def test_reading_a_file_writes_nothing_and_shows_each_finding_beside_its_line(client, cuc, prepared, word):
    client.force_login(cuc)
    assert (
        reverse("plan-reading", args=[prepared.pk])
        in client.get(reverse("campaign-life", args=[prepared.pk])).text
    )
    before = snapshot(prepared)
    page = upload(client, prepared, word)
    assert page.status_code == 200
    assert snapshot(prepared) == before
    assert "Dòng 55: + Hồ sơ đề nghị xét khen thưởng của các đơn vị" in page.text
    assert "15/11/2023 00:00" in page.text
    assert "Đang có: Mục đích cũ." in page.text
    assert "Số kế hoạch, Ngày ban hành kế hoạch" in page.text
    log = LogEntry.objects.latest("pk")
    assert log.user == cuc
    assert "Đọc tệp kế hoạch “ke-hoach.docx”" in log.get_change_message()


def test_the_file_itself_is_not_kept(read, settings):
    kept = str(Campaign.objects.get(pk=read.pk).plan_reading)
    assert "word/document.xml" not in kept
    assert not list(settings.MEDIA_ROOT.rglob("*.docx")) if settings.MEDIA_ROOT.exists() else True


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"khong phai tep", NOT_DOCX),
        (pdf_bytes(), SCANNED),
        (b"", "Tệp rỗng"),
        (word_file(plan("an-mau-2026").replace("KẾ HOẠCH", "QUYẾT ĐỊNH")), "Không thấy dòng “KẾ HOẠCH”"),
    ],
)
def test_a_bad_file_is_refused_where_it_was_chosen_and_what_was_read_before_stays(
    client, cuc, read, data, sentence
):
    client.force_login(cuc)
    page = upload(client, read, data)
    assert page.status_code == 422
    assert sentence in page.context["form"].errors["file"][0]
    assert "Đang có: Mục đích cũ." in page.text


def test_no_file_at_all(client, cuc, prepared):
    client.force_login(cuc)
    page = client.post(reverse("plan-reading", args=[prepared.pk]))
    assert (page.status_code, page.context["form"].errors["file"]) == (422, ["Hãy chọn tệp kế hoạch."])


@pytest.mark.parametrize("who", ["an", "thu", "van", "dung", "hoa", "kien", "outsider", "boss"])
def test_nobody_else_reads_or_takes(client, request, read, who):
    person = request.getfixturevalue(who)
    client.force_login(person)
    before = snapshot(read)
    assert client.get(reverse("plan-reading", args=[read.pk])).status_code == 404
    posted = {"seen": read.plan_reading["at"], "take": "aim-1"}
    assert client.post(reverse("plan-take", args=[read.pk]), posted).status_code == 404
    with pytest.raises(NotAllowed):
        keep_plan(read, "x.docx", word_file(plan("tan-mau-2027")), person)
    with pytest.raises(NotAllowed):
        press(read, person, "aim-1")
    assert snapshot(read) == before


def test_visitors_are_sent_to_sign_in(client, read):
    assert client.get(reverse("plan-reading", args=[read.pk])).status_code == 302


def test_an_open_campaign_takes_nothing_and_keeps_nothing_of_the_reading(client, cuc, read):
    Campaign.objects.filter(pk=read.pk).update(
        plan_number=12, plan_day=date(2023, 4, 5), status=CampaignStatus.PREPARING
    )
    read.refresh_from_db()
    seen = read.plan_reading["at"]
    CAMPAIGN.perform("open", read, by=cuc)
    assert read.plan_reading == {}
    client.force_login(cuc)
    assert client.get(reverse("plan-reading", args=[read.pk])).status_code == 404
    with pytest.raises(Refused, match="không còn đang chuẩn bị"):
        take(read, cuc, seen=seen, pressed="aim-1", typed={}, refused_at={})


def test_a_copy_brings_no_reading_along(read):
    copy = copy_whole_campaign(
        read,
        code="CCHC-2027",
        name="Năm 2027",
        year=2027,
        ends_on=date(2027, 10, 30),
        too_late_on=date(2027, 11, 15),
    )
    assert copy.plan_reading == {}


# --- taking over --------------------------------------------------------------------------------------


def test_one_press_writes_one_line_and_its_source_is_logged(read, cuc):
    before = snapshot(read)
    assert press(read, cuc, "aim-2") == 1
    texts = {each.order: each.text for each in read.texts.filter(section="aim")}
    assert texts.keys() == {1, 2, 9}
    assert texts[2].startswith("Tạo khí thế thi đua sôi nổi")
    assert snapshot(read)[1:] == before[1:]
    log = LogEntry.objects.latest("pk")
    assert log.user == cuc
    assert (
        "Nhận từ tệp kế hoạch “Kế hoạch phát động.docx”: Mục đích 2 (dòng 14): “Tạo khí thế"
        in log.get_change_message()
    )


def test_what_was_put_right_in_the_box_is_what_is_written(read, cuc):
    press(read, cuc, "aim-2", aim__2={"value": "Tạo khí thế thi đua trên địa bàn Phường."})
    assert read.texts.get(section="aim", order=2).text == "Tạo khí thế thi đua trên địa bàn Phường."


def test_days_figures_and_names_go_into_the_campaign(read, cuc):
    assert press(read, cuc, "part-campaign") == 8
    read.refresh_from_db()
    assert (read.year, read.plan_month, read.ends_on) == (2023, 4, date(2023, 10, 30))
    assert read.dossier_too_late == datetime(2023, 11, 15, tzinfo=VIETNAM)
    assert (read.chairman_title, read.chairman_name) == ("CHỦ TỊCH", "Trần Hữu Lý")
    assert read.name == "Phong trào thi đua “Cải cách hành chính” trên địa bàn Phường 6 năm 2023"
    assert (read.plan_number, read.plan_day) == (None, None), "the plan leaves them blank"


def test_a_whole_part_at_once_and_what_is_not_ready_stays(read, cuc):
    assert press(read, cuc, "part-area") == 6
    assert press(read, cuc, "part-target") == 6, "the six tasks whose areas are in the plan"
    assert read.targets.count() == 6
    assert set(read.targets.values_list("kind", "threshold")) == {("task", None)}
    assert {each.area.name: each.name for each in read.targets.all()} == {
        each.name: each.name for each in read.areas.all()
    }


def test_a_share_needs_its_area_and_takes_the_figure_of_its_sentence(read, cuc):
    refused: dict[str, str] = {}
    with pytest.raises(Refused):
        take(read, cuc, seen=read.plan_reading["at"], pressed="target-5", typed={}, refused_at=refused)
    assert refused == {"target-5": "Chỉ tiêu 5: hãy chọn lĩnh vực."}
    area = ReformArea.objects.create(campaign=read, code="cong-vu", order=1, name="Chế độ công vụ")
    press(read, cuc, "target-5", target__5={"area": f"pk-{area.pk}"})
    target = read.targets.get()
    assert (target.threshold, target.direction, target.kind) == (Decimal(30), "at_least", "share")
    assert target.name.startswith("Cán bộ, công chức được tập huấn")


def test_an_area_of_another_campaign_is_none_to_choose(read, cuc, national):
    other = Campaign.objects.get(pk=read.pk)
    other.pk, other.code = None, "KHAC"
    other.save()
    area = ReformArea.objects.create(campaign=other, code="x", order=1, name="Của phong trào khác")
    with pytest.raises(Refused, match="nhận lĩnh vực ấy trước"):
        press(read, cuc, "target-5", target__5={"area": f"pk-{area.pk}"})
    assert not Target.objects.exists()


@pytest.fixture
def old_target(read) -> Target:
    """A target of last year's campaign, counted from a register."""
    area = ReformArea.objects.create(campaign=read, code="tthc", order=1, name="Thủ tục hành chính")
    return Target.objects.create(
        campaign=read,
        area=area,
        code="dung-han",
        order=1,
        name="Đúng hạn",
        threshold=90,
        measure="one-stop",
        evidence="Sổ",
    )


def test_a_line_written_into_a_target_that_stands_keeps_its_register_proof_and_area(read, cuc, old_target):
    press(read, cuc, "target-2", target__2={"into": str(old_target.pk)})
    old_target.refresh_from_db()
    assert (old_target.name, old_target.threshold) == (
        "Hồ sơ TTHC được trả kết quả giải quyết đúng hạn và trước hạn",
        100,
    )
    assert (old_target.measure, old_target.evidence, old_target.code) == ("one-stop", "Sổ", "dung-han")
    assert read.targets.count() == 1
    with pytest.raises(Refused, match="đã nhận một dòng khác"):
        press(read, cuc, "target-4", target__4={"into": str(old_target.pk)})
    with pytest.raises(Refused, match="không còn"):
        press(read, cuc, "target-4", target__4={"into": "999999"})


def test_old_targets_and_areas_go_by_a_press_and_not_while_they_are_used(client, cuc, read, old_target):
    client.force_login(cuc)
    page = client.get(reverse("plan-reading", args=[read.pk]))
    extra = {key for part in page.context["parts"] for key, _ in part.extra}
    target, area = f"target-pk-{old_target.pk}", f"area-pk-{old_target.area_id}"
    assert extra == {"aim-9", target, area}
    address, posted = reverse("plan-take", args=[read.pk]), {"seen": read.plan_reading["at"]}
    assert "còn được dùng" in client.post(address, posted | {"drop": area}).text
    client.post(address, posted | {"drop": target})
    client.post(address, posted | {"drop": area})
    assert not read.targets.exists()
    assert not read.areas.exists()


def test_nothing_of_another_campaign_is_removed(client, cuc, read, old_target):
    other = Campaign.objects.get(pk=read.pk)
    other.pk, other.code, other.plan_reading = None, "KHAC", {}
    other.save()
    Target.objects.filter(pk=old_target.pk).update(campaign=other)
    client.force_login(cuc)
    posted = {"seen": read.plan_reading["at"], "drop": f"target-pk-{old_target.pk}"}
    assert client.post(reverse("plan-take", args=[read.pk]), posted).status_code == 422
    assert Target.objects.filter(pk=old_target.pk).exists()


def test_pressing_twice_writes_one_row(read, cuc):
    for _ in range(2):
        press(read, cuc, "area-1")
        press(read, cuc, "target-7")
        press(read, cuc, "criterion-individual-2")
    assert (read.areas.count(), read.targets.count(), read.criteria.count()) == (1, 1, 1)


def test_a_criterion_by_the_index_rule_says_so_and_its_two_levels_go_into_the_campaign(read, cuc):
    Campaign.objects.filter(pk=read.pk).update(index_floor=70, index_enough=75)
    read.refresh_from_db()
    press(read, cuc, "part-criterion-individual")
    rows = read.criteria.filter(kind=NomineeKind.INDIVIDUAL).order_by("order")
    assert [each.uses_index for each in rows] == [False, True, False, False]
    read.refresh_from_db()
    assert (read.index_floor, read.index_enough) == (80, 83)
    assert rows[0].short == "Hoàn thành tốt"
    assert all(len(each.short) <= 80 for each in rows)


def test_a_short_name_ends_at_a_word():
    assert short_of("A" * 90) == "A" * 79 + "…"
    assert short_of("Có phẩm chất đạo đức tốt; đoàn kết") == "Có phẩm chất đạo đức tốt"
    assert short_of("Một hai " * 20).endswith(("Một…", "hai…"))


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("year", "hai không hai ba", "Năm: hãy ghi một số"),
        ("year", "２０２３", "Năm: hãy ghi một số"),
        ("ends_on", "31/02/2023", "không phải là ngày có thật"),
        ("dossier_too_late", "15/11/2023", "hãy ghi ngày và giờ"),
        ("name", "", "Tên phong trào"),
        ("plan_month", "13", "tháng là số từ 1 đến 12"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_line_and_nothing_is_written(
    client, cuc, read, key, typed, sentence
):
    client.force_login(cuc)
    before = snapshot(read)
    posted = {
        "seen": read.plan_reading["at"],
        "take": key,
        f"{key}.value": typed,
        "aim-1.value": "Gõ dở ở dòng khác.",
    }
    page = client.post(reverse("plan-take", args=[read.pk]), posted)
    assert page.status_code == 422
    line = next(each for part in page.context["parts"] for each in part.rows if each.finding.key == key)
    assert sentence in line.refused
    assert line.typed["value"] == typed
    assert "Gõ dở ở dòng khác." in page.text
    assert snapshot(read) == before


def test_what_is_typed_elsewhere_is_kept_when_a_line_is_taken(client, cuc, read):
    client.force_login(cuc)
    posted = {"seen": read.plan_reading["at"], "take": "aim-2", "aim-1.value": "Gõ dở ở dòng khác."}
    page = client.post(reverse("plan-take", args=[read.pk]), posted, follow=True)
    assert "Đã nhận 1 dòng vào phong trào." in page.text
    assert "Gõ dở ở dòng khác." in page.text
    assert read.texts.get(section="aim", order=1).text == "Mục đích cũ."


def test_a_page_of_an_older_reading_writes_nothing(read, cuc):
    seen = read.plan_reading["at"]
    keep_plan(read, "khac.docx", word_file(plan("tan-mau-2027")), cuc)
    with pytest.raises(Refused, match=NO_READING[:20]):
        take(read, cuc, seen=seen, pressed="aim-1", typed={}, refused_at={})
    assert read.texts.get(section="aim", order=1).text == "Mục đích cũ."


def test_a_line_the_plan_does_not_have_goes_only_by_a_press(client, cuc, read):
    client.force_login(cuc)
    assert "Mục đích thừa của năm cũ." in client.get(reverse("plan-reading", args=[read.pk])).text
    posted = {"seen": read.plan_reading["at"], "drop": "aim-9"}
    client.post(reverse("plan-take", args=[read.pk]), posted)
    assert list(read.texts.filter(section="aim").values_list("order", flat=True)) == [1]
    assert "Mục đích thừa của năm cũ." in LogEntry.objects.latest("pk").get_change_message()
    for key in ("aim-1", "name", "aim-77", "criterion-collective-1", ""):
        client.post(reverse("plan-take", args=[read.pk]), posted | {"drop": key})
    assert read.texts.filter(section="aim").count() == 1


def test_the_whole_plan_of_2023_is_taken_over_by_a_press_for_each_part(client, cuc, read):
    client.force_login(cuc)
    address = reverse("plan-reading", args=[read.pk])
    parts = [each.key for each in client.get(address).context["parts"]]
    for key in parts:
        client.post(
            reverse("plan-take", args=[read.pk]), {"seen": read.plan_reading["at"], "take": f"part-{key}"}
        )
    assert len(parts) == 13
    assert read.texts.count() == 29 + 1
    assert (read.criteria.count(), read.areas.count(), read.targets.count()) == (9, 6, 6)
    page = client.get(address)
    left = [each.finding.key for part in page.context["parts"] for each in part.rows if not each.is_settled]
    assert left == [f"area-{n}" for n in (7, 8, 9)] + [
        f"target-{n}" for n in (1, 2, 3, 4, 5, 6, 13, 14, 15, 16)
    ]


def test_households_wait_until_the_campaign_knows_them(prepared, cuc):
    keep_plan(prepared, "tan-mau.docx", word_file(plan("tan-mau-2027")), cuc)
    prepared.refresh_from_db()
    if "household" in NomineeKind.values:
        assert press(prepared, cuc, "criterion-household-1") == 1
    else:
        with pytest.raises(Refused, match="chưa có đối tượng này"):
            press(prepared, cuc, "criterion-household-1")


def test_the_page_asks_a_constant_number_of_queries(client, cuc, read):
    client.force_login(cuc)
    address = reverse("plan-reading", args=[read.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    press(read, cuc, "part-aim")
    press(read, cuc, "part-area")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_two_officers_pressing_at_once_write_one_row_and_lose_nothing(read, cuc, cam):
    barrier, failed = threading.Barrier(2), []

    def work(by, keys):
        try:
            barrier.wait()
            for key in keys:
                press(read, by, key)
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(cuc, ("area-1", "target-7", "aim-2"))),
        threading.Thread(target=work, args=(cam, ("area-1", "target-7", "aim-3"))),
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    assert (read.areas.count(), read.targets.count(), read.texts.filter(section="aim").count()) == (1, 1, 4)
    read.refresh_from_db()
    assert read.plan_reading["taken"].keys() == {"area-1", "target-7", "aim-2", "aim-3"}
