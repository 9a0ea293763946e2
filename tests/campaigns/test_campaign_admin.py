"""Another ward, another year: the ward's record, the campaign's texts, and copying a campaign."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.forms import MultiWidget
from django.urls import reverse

from campaigns.enums import TextSection
from campaigns.models import Campaign, CampaignText, Ward, day_start
from criteria.models import ReformArea, Target

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'


@pytest.fixture
def desk(client, cuc, campaign):
    client.force_login(cuc)
    return client


def values_of(client, address: str) -> dict:
    """What the page's form holds, as a browser would send it back."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    data = {}
    for each in context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(value, FieldFile):
                continue
            if isinstance(field.field.widget, MultiWidget):
                parts = field.field.widget.get_context(field.html_name, value, {})["widget"]["subwidgets"]
                data |= {part["name"]: part["value"] or "" for part in parts}
            elif isinstance(value, bool):
                data |= {field.html_name: "on"} if value else {}
            elif value is not None:
                data[field.html_name] = value
    return data


def ward_page() -> str:
    return reverse("admin:campaigns_ward_change", args=[Ward.objects.get().pk])


def campaign_page(campaign) -> str:
    return reverse("admin:campaigns_campaign_change", args=[campaign.pk])


def test_editing_the_ward_leaves_past_campaigns_their_names(desk, campaign):
    data = values_of(desk, ward_page()) | {
        "ward_name": "Ủy ban nhân dân Phường 11",
        "chairman_name": "Lê Thị Mới",
    }
    assert desk.post(ward_page(), data).status_code == 302
    assert Ward.objects.get().ward_name == "Ủy ban nhân dân Phường 11"
    campaign.refresh_from_db()
    assert (campaign.ward_name, campaign.chairman_name) == ("Ủy ban nhân dân Phường 6", "Ngô Văn Dũng")


@pytest.mark.parametrize(("data", "kept"), [(PNG, ".png"), (SVG, ".svg")])
def test_an_emblem_is_kept_by_what_it_is(desk, data, kept):
    sent = values_of(desk, ward_page()) | {"emblem": SimpleUploadedFile("quoc-huy.exe", data)}
    assert desk.post(ward_page(), sent).status_code == 302
    assert Ward.objects.get().emblem.name.endswith(kept)
    desk.post(ward_page(), values_of(desk, ward_page()) | {"remove_emblem": "on", "emblem": ""})
    assert not Ward.objects.get().emblem


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4", "phải là hình SVG hoặc PNG"),
        (SVG.replace(b"<circle", b"<script>1</script><circle"), "có mã lệnh"),
        (SVG.replace(b"<circle", b'<image href="http://example.com/a.png"/><circle'), "có mã lệnh"),
        (SVG.replace(b"<circle", b'<circle onload="x()"'), "có mã lệnh"),
        (PNG[:20] + b"0" * 40, "Ảnh"),
        (b"<!DOCTYPE svg>" + SVG, "DOCTYPE"),
        (SVG.replace(b'<circle r="1"/>', b""), "in ra trống"),
    ],
)
def test_a_bad_emblem_is_refused(desk, data, words):
    sent = values_of(desk, ward_page()) | {"emblem": SimpleUploadedFile("quoc-huy.png", data)}
    assert words in desk.post(ward_page(), sent).content.decode()
    assert not Ward.objects.get().emblem


def test_the_plans_number_and_day_are_entered_when_the_clerk_has_given_them(desk, campaign):
    data = values_of(desk, campaign_page(campaign)) | {"plan_number": "58", "plan_day": "05/04/2023"}
    assert desk.post(campaign_page(campaign), data).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.plan_number, campaign.plan_day) == (58, date(2023, 4, 5))
    assert campaign.dossier_too_late == day_start(date(2023, 11, 15)), (
        "to the second, through the form and back"
    )


def test_a_deadline_before_the_campaigns_end_is_refused(desk, campaign):
    data = values_of(desk, campaign_page(campaign)) | {"dossier_too_late_0": "01/10/2023"}
    response = desk.post(campaign_page(campaign), data)
    assert "Hạn gửi hồ sơ không được trước ngày kết thúc phong trào." in response.content.decode()


def test_the_marks_of_a_sample_cannot_be_taken_off(desk, campaign):
    Campaign.objects.update(is_sample=True)
    data = values_of(desk, campaign_page(campaign))
    data.pop("is_sample", None)
    desk.post(campaign_page(campaign), data)
    campaign.refresh_from_db()
    assert campaign.is_sample


def test_a_texts_line_is_edited_in_the_campaign(desk, campaign):
    CampaignText.objects.create(campaign=campaign, section=TextSection.AIM, order=1, text="Cũ")
    data = values_of(desk, campaign_page(campaign))
    key = next(name for name, value in data.items() if value == "Cũ")
    assert desk.post(campaign_page(campaign), data | {key: "Mới"}).status_code == 302
    assert campaign.texts_of(TextSection.AIM) == ["Mới"]


COPY = {
    "code": "CCHC-2024", "name": "Phong trào thi đua năm 2024", "year": "2024", "ends_on": "30/10/2024",
    "too_late_on": "15/11/2024",
}  # fmt: skip


def copy_page(campaign) -> str:
    return reverse("admin:campaigns_campaign_copy", args=[campaign.pk])


@pytest.fixture
def full(campaign):
    campaign.plan_number, campaign.plan_day = 58, date(2023, 4, 5)
    campaign.save()
    CampaignText.objects.create(campaign=campaign, section=TextSection.AIM, order=1, text="Mục đích")
    area = ReformArea.objects.create(campaign=campaign, code="the-che", order=1, name="Thể chế")
    Target.objects.create(campaign=campaign, area=area, code="mot", order=1, name="Một", threshold=80)
    return campaign


def test_a_new_years_campaign_is_a_copy_with_todays_names_and_no_plan_number(desk, full, cuc):
    Ward.objects.update(ward_name="Ủy ban nhân dân Phường 11")
    response = desk.post(copy_page(full), COPY)
    new = Campaign.objects.get(code="CCHC-2024")
    assert response["Location"] == reverse("campaign-life", args=[new.pk])
    assert (new.plan_number, new.plan_day, new.year) == (None, None, 2024)
    assert new.dossier_too_late == day_start(date(2024, 11, 15))
    assert new.ward_name == "Ủy ban nhân dân Phường 11"
    assert [each.text for each in new.texts.all()] == ["Mục đích"]
    assert new.targets.get().area.campaign == new
    assert new.criteria.count() == full.criteria.count() == 4
    assert LogEntry.objects.get(object_id=new.pk).user == cuc
    full.refresh_from_db()
    assert (full.ward_name, full.plan_number, full.targets.count()) == ("Ủy ban nhân dân Phường 6", 58, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "CCHC-2023"}, "Mã này đã dùng cho phong trào khác."),
        ({"too_late_on": "01/10/2024"}, "Hạn gửi hồ sơ không được trước ngày kết thúc phong trào."),
        ({"ends_on": "31/02/2024"}, "“31/02/2024” không phải là ngày có thật."),
        ({"year": "24"}, "2000"),
    ],
)
def test_a_bad_copy_says_why_and_keeps_what_was_typed(desk, full, change, words):
    page = desk.post(copy_page(full), COPY | change).content.decode()
    assert words in page
    assert 'value="Phong trào thi đua năm 2024"' in page
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("who", ["kien", "dung", "thu", "van"])
def test_only_internal_affairs_opens_a_campaign(client, full, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(copy_page(full), COPY).status_code == 403
    assert Campaign.objects.count() == 1


def test_a_campaign_opened_afresh_takes_the_wards_names(desk, campaign):
    address = reverse("admin:campaigns_campaign_add")
    data = values_of(desk, address) | {
        "ward": campaign.ward_id, "code": "CCHC-2025", "name": "Phong trào 2025", "year": "2025",
        "ends_on": "30/10/2025", "dossier_too_late_0": "15/11/2025", "dossier_too_late_1": "00:00",
        "achievement_line": "Đã có thành tích",
    }  # fmt: skip
    assert desk.post(address, data).status_code == 302
    new = Campaign.objects.get(code="CCHC-2025")
    assert new.status == "preparing"
    assert (new.ward_name, new.place_name) == (campaign.ward.ward_name, "Phường 6")
    assert new.dossier_too_late == day_start(date(2025, 11, 15))
