"""What is frozen is what was signed: another text is told before issuing, and beside every signed copy."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from dossiers.models import ReturnRequest
from dossiers.papers import urging
from dossiers.papers.supplement import KIND
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.identity import first_digest_of
from phuong6.office.models import IssuedPaper, Printout, SignedCopy
from phuong6.office.papers import issuing, printing
from phuong6.office.papers.kinds import KINDS
from phuong6.office.papers.printing import print_version, versions_of
from phuong6.office.papers.signed import add_signed_copy
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.lib.files.test_uploads import pdf_bytes

pytestmark = pytest.mark.django_db
TODAY = date(2023, 11, 16)
OLD = "Ký trên bản cũ, nội dung đã khác."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.at(16, hour=9), tick=True) as traveller:
        yield traveller


@pytest.fixture
def asked(campaign, unit, an, cuc) -> ReturnRequest:
    dossier = make.in_review(campaign, unit, an, cuc)
    report = dossier.papers.filter(kind="report").first()
    items = [{"paper_kind": "report", "nominee": report.nominee_id, "reason": "Chưa nêu số liệu."}]
    DOSSIER.perform("return", dossier, by=cuc, at=make.at(16, hour=8), items=items, due_on=date(2023, 11, 23))
    return dossier.returns.get()


def signed(kind, subject, by) -> SignedCopy:
    """Printed as it is now, signed and scanned."""
    printout = print_version(kind, subject, by=by)[0]
    return add_signed_copy(kind, subject, [("a.pdf", pdf_bytes())], by=by, printout=printout)


def change(asked):
    item = asked.items.get()
    item.reason = "Chưa nêu số liệu quý III."
    item.save()


def page(client, person, kind, subject) -> str:
    client.force_login(person)
    return client.get(reverse("paper", args=[kind.key, subject.pk])).content.decode()


def post(client, person, kind, subject, **typed):
    client.force_login(person)
    return client.post(reverse("paper-issue", args=[kind.key, subject.pk]), typed)


def test_what_was_signed_is_issued_without_a_question(client, asked, cuc):
    signed(KIND, asked, cuc)
    shown = page(client, cuc, KIND, asked)
    assert "không phải nội dung đã ký" not in shown
    assert not re.search(r'type="checkbox"[^>]*name="unlike"', shown)
    assert post(client, cuc, KIND, asked, number="12", day="16/11/2023").status_code == 302
    assert OLD not in page(client, cuc, KIND, asked)


def test_a_paper_changed_after_signing_asks_for_a_tick_and_keeps_what_was_typed(client, asked, cuc):
    signed(KIND, asked, cuc)
    change(asked)
    shown = page(client, cuc, KIND, asked)
    assert "ký trên bản in thứ 1; nội dung văn bản từ đó đã khác" in shown
    assert OLD in shown
    refused = post(client, cuc, KIND, asked, number="12", day="16/11/2023")
    assert refused.status_code == 422
    assert 'value="12"' in refused.content.decode()
    assert "không phải nội dung đã ký" in refused.content.decode()
    assert not IssuedPaper.objects.filter(kind=KIND.key).exists()
    with pytest.raises(Refused, match="không phải nội dung đã ký"):
        issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    assert post(client, cuc, KIND, asked, number="12", day="16/11/2023", unlike="on").status_code == 302
    assert OLD in page(client, cuc, KIND, asked)


def test_printed_and_signed_again_it_is_what_was_signed(client, asked, cuc):
    signed(KIND, asked, cuc)
    change(asked)
    signed(KIND, asked, cuc)
    assert issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12).printout.words
    shown = page(client, cuc, KIND, asked)
    assert shown.count(OLD) == 1, "the first copy only"


def test_a_letter_signed_days_ago_counts_to_another_day(client, campaign, unit, cuc, clock):
    copy = signed(urging.KIND, campaign, cuc)
    clock.move_to(make.at(20, hour=9))
    assert "nội dung văn bản từ đó đã khác" in page(client, cuc, urging.KIND, campaign)
    with pytest.raises(Refused, match=f"bản in thứ {copy.printout.version}"):
        issuing.issue_paper(urging.KIND, campaign, by=cuc, day=date(2023, 11, 20), number=12)


def test_another_signer_on_the_papers_day_is_another_paper(client, campaign, ward, asked, cuc):
    make.SignerFactory(ward=ward, name="Trần Hữu Lý", from_day=date(2023, 1, 1))
    signed(KIND, asked, cuc)
    away = make.SignerFactory(
        ward=ward, name="Phó Văn Ký", title="PHÓ CHỦ TỊCH", from_day=TODAY, to_day=date(2023, 11, 17)
    )
    refused = post(client, cuc, KIND, asked, number="12", day="16/11/2023")
    assert "không phải nội dung đã ký" in refused.content.decode()
    away.delete()
    assert post(client, cuc, KIND, asked, number="12", day="16/11/2023").status_code == 302


def test_a_copy_without_code_or_of_an_older_printing_is_unknown(client, asked, cuc):
    signed(KIND, asked, cuc)
    Printout.objects.update(words="")
    change(asked)
    assert "đã khác" not in page(client, cuc, KIND, asked)
    assert issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)


def test_the_scan_of_a_voided_letter_stays_with_its_number(client, asked, cuc, clock):
    clock.shift(1)
    issued = issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    clock.shift(60)
    signed_by_hand = io.BytesIO(pdf_bytes())
    add_signed_copy(KIND, asked, [("a.pdf", signed_by_hand.getvalue())], by=cuc)
    assert "thuộc số" not in page(client, cuc, KIND, asked)
    clock.shift(60)
    issuing.void_number(issued, by=cuc, reason="In nhầm tên đơn vị")
    shown = page(client, cuc, KIND, asked)
    assert "Dự thảo" in shown
    assert "thuộc số 12/UBND-NV đã hủy" in shown
    clock.shift(60)
    change(asked)
    signed(KIND, asked, cuc)
    assert page(client, cuc, KIND, asked).count("thuộc số 12/UBND-NV đã hủy") == 1
    assert issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=13)


# --- printed versions of an earlier release: their digests bear no version --------------------------------


def signed_before(kind, subject, by) -> SignedCopy:
    """Printed, signed and scanned while digests were still version 1."""
    copy = signed(kind, subject, by)
    first = first_digest_of(kind.paper(subject))
    Printout.objects.filter(pk=copy.printout_id).update(digest=first, words=first)
    return copy


def test_what_was_signed_before_the_update_is_issued_without_a_question(client, asked, cuc):
    old = signed_before(KIND, asked, cuc).printout
    assert print_version(KIND, asked, by=cuc)[0] == old, "and the old sheets keep their code"
    assert "đã khác" not in page(client, cuc, KIND, asked)
    assert post(client, cuc, KIND, asked, number="12", day="16/11/2023").status_code == 302
    assert OLD not in page(client, cuc, KIND, asked)
    assert versions_of(KIND, asked).count() == 2


def test_a_paper_signed_before_the_update_and_changed_since_still_asks_for_a_tick(client, asked, cuc):
    signed_before(KIND, asked, cuc)
    change(asked)
    assert "ký trên bản in thứ 1; nội dung văn bản từ đó đã khác" in page(client, cuc, KIND, asked)
    assert post(client, cuc, KIND, asked, number="12", day="16/11/2023").status_code == 422
    assert post(client, cuc, KIND, asked, number="12", day="16/11/2023", unlike="on").status_code == 302
    assert OLD in page(client, cuc, KIND, asked), "the paper that was issued is told apart from the old copy"


def test_a_kind_laid_out_anew_since_is_not_told_to_differ(client, asked, cuc, monkeypatch):
    """Version 1 covered the layout: of such a kind nobody knows what changed."""
    signed_before(KIND, asked, cuc)
    Printout.objects.update(words="a" * 64)
    assert "đã khác" in page(client, cuc, KIND, asked)
    reshaped = replace(KIND, reshaped=True)
    monkeypatch.setitem(KINDS, KIND.key, reshaped)
    assert "đã khác" not in page(client, cuc, KIND, asked)
    assert issuing.issue_paper(reshaped, asked, by=cuc, day=TODAY, number=12).printout.words.startswith("2:")
    assert OLD not in page(client, cuc, KIND, asked)


@pytest.mark.parametrize("sign", [signed, signed_before])
def test_the_same_words_on_more_pages_get_a_code_of_their_own(asked, cuc, monkeypatch, sign):
    """Each page bears how many there are: sheets of two printings must not be joined into one copy."""
    old = sign(KIND, asked, cuc).printout
    monkeypatch.setattr(printing, "count_pages", lambda _: old.pages + 1)
    new = print_version(KIND, asked, by=cuc)[0]
    assert (new.version, new.pages) == (old.version + 1, old.pages + 1)
    assert new.code != old.code
    assert print_version(KIND, asked, by=cuc)[0] == new
    assert issuing.unlike_signed_copy(KIND, asked, TODAY) == ""


def test_a_printed_version_stores_the_version_of_its_digests(asked, cuc):
    kept = print_version(KIND, asked, by=cuc)[0]
    assert (kept.digest[:2], kept.words[:2]) == ("2:", "2:")
