"""How the ward heads and signs its own papers, and which law they cite on which day."""

from datetime import date

import pytest

from campaigns.papers.parts import (
    SigningRight,
    WardFrame,
    chairman_signature,
    committee_signature,
    frame_of,
    heading,
    law_lines,
    plan_phrase,
    sample_campaign,
    sample_frame,
    signer_on,
)
from campaigns.series import LETTER, notation_of
from phuong6.lib.vietnamese import BLANK
from phuong6.office.models import NumberSeries
from phuong6.office.papers.kinds import DRAFT, Issue
from tests import factories as make

CHAIRMAN = SigningRight(("CHỦ TỊCH",), "Ngô Văn Dũng", date(2021, 7, 1))
DEPUTY = SigningRight(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lý Hữu Phúc", date(2022, 1, 1))
AWAY = SigningRight(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lý Hữu Phúc", date(2023, 11, 20), date(2023, 11, 24))


def frame(*signers, today=date(2023, 11, 20)) -> WardFrame:
    return WardFrame(sample_campaign(), today, "UBND-NV", signers)


@pytest.mark.parametrize(
    ("rights", "day", "name"),
    [
        ((), date(2023, 11, 20), "Trần Hữu Lý"),
        ((CHAIRMAN,), date(2023, 11, 20), "Ngô Văn Dũng"),
        ((CHAIRMAN,), date(2021, 6, 30), "Trần Hữu Lý"),
        ((CHAIRMAN, DEPUTY), date(2023, 11, 20), "Ngô Văn Dũng"),
        ((DEPUTY,), date(2023, 11, 20), "Lý Hữu Phúc"),
        ((CHAIRMAN, AWAY), date(2023, 11, 19), "Ngô Văn Dũng"),
        ((CHAIRMAN, AWAY), date(2023, 11, 20), "Lý Hữu Phúc"),
        ((CHAIRMAN, AWAY), date(2023, 11, 24), "Lý Hữu Phúc"),
        ((CHAIRMAN, AWAY), date(2023, 11, 25), "Ngô Văn Dũng"),
    ],
)
def test_the_chairman_signs_unless_somebody_stands_in_for_these_days(rights, day, name):
    assert signer_on(frame(*rights), day).name == name
    assert signer_on(frame(*reversed(rights)), day).name == name


def test_a_committees_paper_is_signed_for_the_committee_a_chairmans_by_himself():
    assert committee_signature(frame(CHAIRMAN), DRAFT).titles == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert committee_signature(frame(AWAY), DRAFT).titles == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )
    assert chairman_signature(frame(AWAY), DRAFT).titles == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_the_day_of_the_paper_chooses_the_signer_not_the_day_of_printing():
    issue = Issue(5, "UBND-NV", date(2023, 11, 27))
    assert committee_signature(frame(CHAIRMAN, AWAY), issue).name == "Ngô Văn Dũng"


def test_number_and_day_are_dotted_until_they_are_given():
    draft = heading(frame(), DRAFT, subject="đôn đốc")
    assert draft.number == f"Số: {BLANK}/UBND-NV"
    assert draft.place_date == f"Phường 6, ngày {BLANK} tháng {BLANK} năm 2023"
    assert draft.subject == "V/v đôn đốc"
    issued = heading(frame(), Issue(5, "UBND-NV", date(2024, 1, 5)))
    assert (issued.number, issued.place_date) == ("Số: 05/UBND-NV", "Phường 6, ngày 05 tháng 01 năm 2024")
    assert issued.subject == ""


def test_a_paper_without_a_series_has_no_number_line():
    assert heading(WardFrame(sample_campaign(), date(2023, 11, 20)), DRAFT).number == ""


def test_the_law_is_that_of_the_papers_day(national, campaign):
    found = frame_of(campaign, LETTER)
    assert any("91/2017/NĐ-CP" in line for line in law_lines(found, Issue(day=date(2023, 12, 31))))
    assert any("98/2023/NĐ-CP" in line for line in law_lines(found, Issue(day=date(2024, 1, 1))))
    assert all(line.startswith("Căn cứ ") for line in law_lines(found, DRAFT))
    assert law_lines(found, Issue(day=date(2010, 1, 1))) == (f"Căn cứ {BLANK * 6}",)


def test_a_frame_is_read_in_three_queries(campaign, django_assert_num_queries):
    make.SignerFactory(ward=campaign.ward)
    with django_assert_num_queries(3):
        frame_of(campaign, LETTER)
    with django_assert_num_queries(2):
        frame_of(campaign)


def test_reading_the_notation_of_a_sample_makes_no_series(campaign):
    campaign.is_sample = True
    assert notation_of(campaign, LETTER) == "UBND-NV-MẪU"
    assert not NumberSeries.objects.filter(key="sample-letter").exists()


def test_the_samples_campaign_is_marked_and_unsaved_and_cites_its_plan():
    campaign = sample_campaign()
    assert (campaign.mark, campaign.pk, campaign.ward.pk) == ("MẪU", None, None)
    assert plan_phrase(campaign).startswith(
        "Kế hoạch số 35/KH-UBND ngày 12 tháng 4 năm 2023 của Ủy ban nhân dân"
    )
    assert any("91/2017" in line for line in law_lines(sample_frame(), DRAFT))
