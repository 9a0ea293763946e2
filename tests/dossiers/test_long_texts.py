"""No text is endless: each form says its limit and how long the text is, and keeps what was typed."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.decisions.forms.decisions import SendBackForm
from campaigns.forms import ParticipationForm
from dossiers.desk.forms import note_field
from dossiers.forms import MinutesForm, ReasonForm
from dossiers.models import Nominee, ReviewMinutes
from phuong6.office.fields import LONGEST_PROSE, AtMost
from tests import factories as make


@pytest.fixture
def evidence(client, campaign, unit, an):
    """The address of one nominee's page, its criterion's field and the browser."""
    client.force_login(an)
    dossier = make.draft(campaign, unit, an)
    nominee = make.nominate(dossier)
    criterion = campaign.criteria.get(kind="individual", order=1)
    with time_machine.travel(make.at(8), tick=False):
        yield client, reverse("dossier-evidence", args=[dossier.code, nominee.pk]), f"claim_{criterion.pk}"


@pytest.mark.parametrize(("summary", "limit"), [(True, "1.500"), (False, "4.000")])
def test_a_summary_or_claim_too_long_is_refused_and_kept_on_the_page(evidence, summary, limit):
    client, address, claim = evidence
    typed = "x" * 60_000
    page = client.post(address, {"summary" if summary else claim: typed}).content.decode()
    assert f"Ô này ghi tối đa {limit} ký tự, nội dung đang dài 60.000 ký tự." in page
    assert typed in page
    assert Nominee.objects.get().summary == "Giải quyết hồ sơ đúng hạn."


@pytest.mark.parametrize(
    ("form", "name", "limit"),
    [
        (lambda data: MinutesForm(data, instance=ReviewMinutes()), "opinions", 4000),
        (ParticipationForm, "pledge", 4000),
        (ReasonForm, "note", 2000),
        (lambda data: SendBackForm(data, decision=None), "note", 2000),
    ],
)
def test_a_form_takes_its_limit_and_not_a_letter_more(form, name, limit):
    assert name not in form({name: "ữ" * limit}).errors
    assert "nội dung đang dài" in form({name: "ữ" * (limit + 1)}).errors[name][0]


def test_a_note_at_the_desk_is_limited_in_the_same_words():
    with pytest.raises(ValidationError, match=r"tối đa 2\.000 ký tự"):
        note_field("Lý do").clean("x" * 2001)


def test_a_line_end_and_a_letter_with_its_tone_apart_count_once():
    AtMost(4)("ữ\r\nữ\n")
    AtMost(1)("u\u031b\u0303")


def test_every_prose_of_the_models_has_an_end():
    field = Nominee._meta.get_field("summary")
    field.run_validators("x" * LONGEST_PROSE)
    with pytest.raises(ValidationError, match=r"10\.000"):
        field.run_validators("x" * (LONGEST_PROSE + 1))
