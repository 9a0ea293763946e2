"""The two thresholds of the index rule belong to the campaign (plan, section III.4: 80 and 83), and every sentence follows."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from criteria.index_rule import IndexRule, Verdict, explain, judge
from criteria.rules import index_rule_of

PLAN, TODAY = IndexRule(), IndexRule(Decimal("75.50"), Decimal(90))


@pytest.mark.parametrize(
    ("rule", "value", "previous", "verdict"),
    [
        (PLAN, "79.99", "70", Verdict.NOT_MET),
        (PLAN, "80.00", "79.99", Verdict.MET),
        (PLAN, "82.99", "83.00", Verdict.NOT_MET),
        (PLAN, "83.00", "85.00", Verdict.MET),
        (TODAY, "75.49", "70", Verdict.NOT_MET),
        (TODAY, "75.50", "75.49", Verdict.MET),
        (TODAY, "89.99", "90", Verdict.NOT_MET),
        (TODAY, "90", "95", Verdict.MET),
    ],
)
def test_both_sides_of_each_threshold(rule, value, previous, verdict):
    assert judge(Decimal(value), Decimal(previous), rule) == verdict


def test_the_sentences_name_the_campaigns_own_thresholds():
    assert PLAN.sentence == "Đạt khi từ 80 % trở lên và cao hơn năm trước, hoặc từ 83 % trở lên."
    assert TODAY.sentence == "Đạt khi từ 75,5 % trở lên và cao hơn năm trước, hoặc từ 90 % trở lên."
    assert explain((2026, 2025), Decimal(70), Decimal(60), TODAY).sentence == (
        "Chỉ số năm 2026 là 70,00 %, dưới 75,5 %: không đạt"
    )


def test_a_campaign_states_its_own_and_pages_follow(client, campaign, cuc):
    campaign.index_floor, campaign.index_enough = Decimal("75.5"), Decimal(90)
    campaign.full_clean()
    campaign.save()
    campaign.refresh_from_db()
    assert index_rule_of(campaign) == TODAY
    client.force_login(cuc)
    assert TODAY.sentence in client.get(reverse("index")).content.decode()


def test_thresholds_the_wrong_way_round_are_refused(campaign):
    campaign.index_floor, campaign.index_enough = Decimal(90), Decimal(80)
    with pytest.raises(ValidationError, match="mức đủ một mình không thấp hơn"):
        campaign.full_clean()
