"""The giấy khen of an issued decision, and how those of a draft will look."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from awards.models import Award, Certificate
from campaigns.models import Campaign
from phuong6.lib.papers.certificates.drawing import render_certificates
from phuong6.lib.papers.certificates.text import DRAFT_MARK, CertificateDesign, CertificateText
from phuong6.lib.papers.measuring.calibration import TRUE, Calibration, for_printer


def emblem_of(campaign: Campaign) -> bytes | None:
    """The ward's own emblem file, or None: then its place on the giấy khen stays empty."""
    if not campaign.ward.emblem:
        return None
    with campaign.ward.emblem.open("rb") as file:
        return file.read()


def prints_qr(campaign: Campaign) -> bool:
    """Whether its giấy khen carry a QR code: there is an address for it to open, and the campaign wants it."""
    return bool(settings.PUBLIC_URL and campaign.certificate_qr)


def verify_url(certificate: Certificate) -> str:
    """The address a resident's phone opens; empty unless PUBLIC_URL is set and the campaign prints QR."""
    if not prints_qr(certificate.award.decision.campaign):
        return ""
    return settings.PUBLIC_URL + reverse("verify-token", args=[certificate.token])


def certificate_text(certificate: Certificate, emblem: bytes | None) -> CertificateText:
    """What is printed on one giấy khen, from the frozen award and what was put right of it."""
    number = f"{certificate.register_no:02d}/{certificate.register_year}"
    return replace(
        _text(certificate.award, emblem, certificate.award.decision.campaign.mark),
        verify_url=verify_url(certificate),
        reissued=number if certificate.replaces_id else "",
    )


def _text(award: Award, emblem: bytes | None, mark: str) -> CertificateText:
    decision = award.decision
    campaign = decision.campaign
    return CertificateText(
        authority=f"CHỦ TỊCH {campaign.ward_name.upper()}",
        honorific=award.right_honorific,
        name=award.right_name,
        role_line=award.right_role,
        achievement=campaign.achievement_line,
        decision_number=decision.number,
        decision_date=decision.decided_on,
        golden_book_no=award.position,
        place=campaign.place_name,
        signer_title=decision.signer_title or campaign.chairman_title,
        signer_name=decision.signer_name or campaign.chairman_name,
        mark=mark,
        emblem=emblem,
        sample_star=emblem is None and bool(campaign.mark),
    )


def certificates_pdf(
    certificates: Iterable[Certificate],
    *,
    overlay: bool = False,
    design: CertificateDesign | None = None,
    calibration: Calibration = TRUE,
    on_progress=None,
    on_failure=None,
) -> bytes:
    """The giấy khen as one PDF, a page each, in the given order.

    `design` is the ward's own (default: the software's, with `overlay` only its text), `calibration` what the printer
    does to a page; `on_failure` as in `render_certificates`.
    """
    rows = list(certificates)
    emblem = emblem_of(rows[0].award.decision.campaign) if rows else None
    texts = [certificate_text(each, emblem) for each in rows]
    content = render_certificates(
        texts, design or CertificateDesign(overlay=overlay), on_progress=on_progress, on_failure=on_failure
    )
    # Empty when every one failed.
    return for_printer(content, calibration) if content else content


def drafts_pdf(awards: Iterable[Award], design: CertificateDesign) -> bytes:
    """How the giấy khen of an unissued list will look: DỰ THẢO across each page, no code, nothing numbered or counted.

    An empty list raises ValueError. Raises MissingFaceError.
    """
    rows = list(awards)
    emblem = emblem_of(rows[0].decision.campaign) if rows else None
    texts = []
    for award in rows:
        mark = " – ".join(filter(None, [award.decision.campaign.mark, DRAFT_MARK]))
        texts.append(_text(award, emblem, mark))
    return render_certificates(texts, design)
