"""A figure of the index that comes late or is corrected: whose conclusion waited for it."""

import pytest
from django.urls import reverse

from criteria import figures
from criteria.models import ReformIndex
from dossiers.appraising.late_figures import late_conclusions
from dossiers.models import Nominee
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.models import Move
from phuong6.office.workflow import Refused
from tests import factories as make

NEW = {"source_document": "Quyết định số 45/QĐ-UBND", "unit": None}


def text(response) -> str:
    return response.content.decode()


def publish(campaign, by, year: int, value: str) -> ReformIndex:
    """The city publishes the ward's figure today."""
    return figures.enter(by, campaign.ward, ReformIndex, year=year, value=value, **NEW)


def correct(row: ReformIndex, by, value: str) -> None:
    figures.correct(by, row, seen=row.shown, reason="Văn bản đính chính", value=value)


@pytest.fixture
def unpublished(person):
    """The figure of 2023 is not there yet."""
    ReformIndex.objects.filter(year=2023).delete()
    return person


@pytest.fixture
def on_trust(unpublished, cuc):
    """Concluded "đủ điều kiện" with a written reason for want of the figure."""
    return make.eligible(unpublished, cuc, note="Thành phố chưa công bố Chỉ số 2023")


def doing(campaign) -> list[tuple[str, str]]:
    return [(late.nominee.name, late.doing) for late in late_conclusions(campaign)]


def test_nothing_is_listed_while_the_figure_is_missing(campaign, on_trust):
    assert on_trust.index_basis == "Chưa có Chỉ số CCHC năm 2023: chưa đủ căn cứ"
    assert doing(campaign) == []


@pytest.mark.parametrize(
    ("value", "wanted"), [("79.996", "Kết luận lại"), ("80", "Xác nhận theo Chỉ số mới")]
)
def test_a_conclusion_made_on_trust_is_listed_when_the_figure_arrives(campaign, on_trust, thu, value, wanted):
    publish(campaign, thu, 2023, value)
    assert doing(campaign) == [("Lê Thị Bé", wanted)]


def test_a_case_left_open_is_listed_until_it_is_concluded(campaign, unpublished, cuc, thu):
    publish(campaign, thu, 2023, "84")
    assert doing(campaign) == [("Lê Thị Bé", "Kết luận: nay đã có số liệu")]
    make.eligible(unpublished, cuc)
    assert doing(campaign) == []


def test_a_figure_that_was_there_before_the_dossier_waits_for_nobody(campaign, person):
    assert doing(campaign) == []


def test_a_figure_that_decides_nothing_yet_lists_nobody(campaign, unpublished, thu):
    ReformIndex.objects.all().delete()
    publish(campaign, thu, 2023, "81.2")
    assert doing(campaign) == []
    publish(campaign, thu, 2022, "79.95")
    assert doing(campaign) == [("Lê Thị Bé", "Kết luận: nay đã có số liệu")]


def test_a_corrected_figure_lists_whoever_was_concluded_on_the_old_one(campaign, person, cuc, thu):
    make.eligible(person, cuc)
    correct(ReformIndex.objects.get(year=2023), thu, "79.99")
    assert doing(campaign) == [("Lê Thị Bé", "Kết luận lại")]
    (late,) = late_conclusions(campaign)
    assert late.before == "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt"
    assert late.now.sentence == "Chỉ số năm 2023 là 79,99 %, dưới 80 %: không đạt"


@pytest.mark.parametrize(("reason", "listed"), [("not_met", True), ("breach", False)])
def test_a_refusal_is_looked_at_again_only_where_figures_decided_it(
    campaign, person, cuc, thu, reason, listed
):
    figure = ReformIndex.objects.get(year=2023)
    correct(figure, thu, "79")
    NOMINEE.perform("reject", person, by=cuc, note="Không đạt", reason=reason)
    figure.refresh_from_db()
    correct(figure, thu, "84")
    assert bool(doing(campaign)) == listed


def test_the_officer_confirms_what_the_figure_bears_out(desk, campaign, on_trust, cuc, thu):
    publish(campaign, thu, 2023, "81.2")
    mine = desk(cuc)
    shown = text(mine.open(on_trust.dossier))
    assert "Xác nhận theo Chỉ số mới" in shown
    assert mine.conclude(on_trust, "confirm_index").status_code == 302
    on_trust.refresh_from_db()
    assert (on_trust.status, on_trust.without_figures) == ("eligible", False)
    assert on_trust.index_basis.endswith("cao hơn năm 2022 (79,95 %): đạt")
    assert doing(campaign) == []
    assert "Xác nhận theo Chỉ số mới</button>" not in text(mine.open(on_trust.dossier))
    assert Move.objects.filter(move="confirm_index", by=cuc).count() == 1


def test_eligible_is_not_confirmed_against_the_figure_but_concluded_anew(desk, campaign, on_trust, cuc, thu):
    publish(campaign, thu, 2023, "79")
    response = desk(cuc).conclude(on_trust, "confirm_index", note="Vẫn giữ")
    assert response.status_code == 422
    assert "Hãy bấm “Kết luận lại”" in text(response)
    assert "Vẫn giữ" in text(response)
    NOMINEE.perform("reconsider", on_trust, by=cuc)
    assert on_trust.index_basis == ""


def test_what_the_council_has_seen_stands_with_a_written_reason(campaign, on_trust, cuc, thu):
    Nominee.objects.filter(pk=on_trust.pk).update(status="recommended")
    publish(campaign, thu, 2023, "79")
    assert doing(campaign) == [("Lê Thị Bé", "Báo Hội đồng, Chủ tịch; ghi lý do giữ kết luận hoặc rút tên")]
    with pytest.raises(Refused, match="Hãy ghi vì sao vẫn giữ kết luận"):
        NOMINEE.perform("confirm_index", on_trust, by=cuc)
    NOMINEE.perform("confirm_index", on_trust, by=cuc, note="Đã báo Hội đồng ngày 20/11")
    assert doing(campaign) == []


def test_nothing_is_confirmed_while_nothing_changed(person, cuc):
    make.eligible(person, cuc)
    with pytest.raises(Refused, match="Chỉ số không đổi"):
        NOMINEE.perform("confirm_index", person, by=cuc)


def test_the_queue_and_the_start_page_lead_to_the_list(client, campaign, on_trust, cuc, thu):
    publish(campaign, thu, 2023, "81.2")
    there = f"{reverse('index')}?danh-sach=can-xem-lai"
    for user, pages in ((cuc, ("home", "desk-queue")), (thu, ("home",))):
        client.force_login(user)
        for page in pages:
            shown = text(client.get(reverse(page)))
            assert there in shown
            assert "1 kết luận cần xem lại" in shown
    assert "Lê Thị Bé" in text(client.get(there))


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_takes_three_queries_however_many_wait(
    campaign, unpublished, em, other_unit, cuc, more, django_assert_num_queries
):
    row = make.draft(campaign, other_unit, em)
    for _ in range(more):
        make.nominate(row)
    DOSSIER.perform("submit", make.complete(row, em), by=em, at=make.at(10))
    publish(campaign, cuc, 2023, "84")
    with django_assert_num_queries(3):
        assert len(late_conclusions(campaign)) == 1 + max(1, more)
