"""The papers this room prints: the decision with its list, and the giấy khen."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from awards.enums import DecisionStatus
from awards.models import Award, Certificate, Decision
from campaigns.documents import movement_phrase, plan_phrase, ward_letterhead
from campaigns.models import Campaign
from campaigns.series import MINUTES, series_key
from criteria.enums import NomineeKind
from phuong6.lib.papers.blocks import (
    Appendix,
    Article,
    Bases,
    Column,
    GroupRow,
    Paper,
    Paragraph,
    Signature,
    SumLine,
    Table,
    TotalRow,
)
from phuong6.lib.papers.certificate import render_certificates
from phuong6.lib.papers.certificate_text import CertificateDesign, CertificateText
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.vietnamese import BLANK, amount_in_words, format_number, format_vnd, long_date, paper_date
from phuong6.office.models import NumberSeries


def decision_paper(decision: Decision) -> Paper:
    """Quyết định tặng Giấy khen with its list (domain.md §4.9, §4.10). Blanks while it is a draft."""
    campaign = decision.campaign
    awards = list(decision.awards.select_related("nominee").order_by("position"))
    collectives = [each for each in awards if each.nominee.kind == NomineeKind.COLLECTIVE]
    people = [each for each in awards if each.nominee.kind == NomineeKind.INDIVIDUAL]
    return Paper(
        letterhead=ward_letterhead(
            campaign,
            number=f"Số: {_number(decision)}",
            place_date=paper_date(decision.decided_on, campaign.place_name, year=decision.planned_on.year),
        ),
        title="QUYẾT ĐỊNH",
        subtitle=f"Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc trong {movement_phrase(campaign)}",
        authority=f"CHỦ TỊCH {campaign.ward_name.upper()}",
        blocks=(
            Bases(_bases(decision)),
            Paragraph("QUYẾT ĐỊNH:", align="center", indent=False, bold=True),
            Article(1, _grant_sentence(campaign, collectives, people)),
            Article(2, _money_sentence(decision, collectives, people)),
            Article(
                3,
                "Công chức Văn phòng - Thống kê, Nội vụ, Tài chính - Kế toán, các đơn vị có liên quan "
                "và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.",
            ),
        ),
        recipients=("Như Điều 3", f"Hội đồng TĐKT {campaign.city_name}", "Lưu: VT, NV"),
        signatures=(signature_of(decision),),
        appendices=(_list_of(decision, collectives, people),),
        mark=" – ".join(filter(None, [campaign.mark, draft_mark(decision)])),
    )


def draft_mark(decision: Decision) -> str:
    """What the head of every page says until the chairman has confirmed."""
    return "DỰ THẢO" if decision.status in (DecisionStatus.DRAFT, DecisionStatus.AWAITING) else ""


def _number(decision: Decision) -> str:
    """The number of the signed paper; before issue the dotted blank before its notation."""
    return decision.number or f"{BLANK}/QĐ-{decision.campaign.document_code}"


def _bases(decision: Decision) -> tuple[str, ...]:
    """Law, plan and the council's proposal, in that order."""
    meeting = decision.meeting
    proposal = f"Theo đề nghị của {meeting.council.name}"
    if meeting.closed_at:
        held_on = long_date(timezone.localtime(meeting.closed_at).date())
        notation = NumberSeries.objects.get(key=series_key(decision.campaign, MINUTES)).notation
        proposal += f" (Biên bản số {meeting.minutes_number:02d}/{notation} {held_on})"
    laws = [f"Căn cứ {line.removeprefix('Căn cứ ').strip()}" for line in decision.law_bases]
    return (*laws, f"Căn cứ {plan_phrase(decision.campaign)}", proposal)


def _grant_sentence(campaign: Campaign, collectives: list[Award], people: list[Award]) -> str:
    groups = ((collectives, "tập thể"), (people, "cá nhân"))
    counted = " và ".join(f"{len(group):02d} {word}" for group, word in groups if group)
    return (
        f"Tặng Giấy khen của Chủ tịch {campaign.ward_name} cho {counted} đã có thành tích xuất sắc "
        f"trong {movement_phrase(campaign)} (có danh sách kèm theo)."
    )


def signature_of(decision: Decision) -> Signature:
    """The decision's own signer once approved, the campaign's chairman until then."""
    titles = decision.signer_title.splitlines() or [decision.campaign.chairman_title]
    return Signature(titles=tuple(titles), name=decision.signer_name or decision.campaign.chairman_name)


def _money_sentence(decision: Decision, collectives: list[Award], people: list[Award]) -> str:
    parts = [
        f"{word} {format_vnd(group[0].amount)}"
        for group, word in ((collectives, "mỗi tập thể"), (people, "mỗi cá nhân"))
        if group
    ]
    return (
        f"Mức tiền thưởng kèm theo Giấy khen: {', '.join(parts)}; tổng cộng {format_vnd(decision.total)} "
        f"(bằng chữ: {amount_in_words(decision.total)}), trích từ Quỹ thi đua, khen thưởng "
        f"của {decision.campaign.place_name}."
    )


def _list_of(decision: Decision, collectives: list[Award], people: list[Award]) -> Appendix:
    campaign = decision.campaign
    rows: list = []
    for title, group in (("I. TẬP THỂ", collectives), ("II. CÁ NHÂN", people)):
        if group:
            rows.append(GroupRow(title))
        rows += [
            (
                f"{each.position:02d}",
                f"{each.honorific} {each.name}".strip(),
                each.role_line,
                format_number(each.amount),
            )
            for each in group
        ]
    rows.append(
        TotalRow(
            (
                "",
                f"Tổng cộng: {len(collectives)} tập thể, {len(people)} cá nhân",
                "",
                format_number(decision.total),
            )
        )
    )
    day = long_date(decision.decided_on, year=decision.planned_on.year)
    return Appendix(
        title="DANH SÁCH",
        subtitle="Tập thể, cá nhân được tặng Giấy khen",
        note=f"(Kèm theo Quyết định số {_number(decision)} {day} của Chủ tịch {campaign.ward_name})",
        blocks=(
            Table(
                (
                    Column("Số TT", 0.6, "center"),
                    Column("Tên tập thể, họ và tên cá nhân", 2.4),
                    Column("Chức vụ, đơn vị", 2.8),
                    Column("Tiền thưởng (đồng)", 1.2, "right"),
                ),
                tuple(rows),
            ),
            SumLine("Tổng số tiền", format_vnd(decision.total), amount_in_words(decision.total)),
        ),
    )


def decision_pdf(decision: Decision) -> bytes:
    """The decision as PDF."""
    return render_pdf(decision_paper(decision))


def emblem_of(campaign: Campaign) -> bytes | None:
    """The ward's own emblem file, or None: then its place on the giấy khen stays empty."""
    if not campaign.ward.emblem:
        return None
    with campaign.ward.emblem.open("rb") as file:
        return file.read()


def verify_url(certificate: Certificate) -> str:
    """The address a resident's phone opens; empty unless PUBLIC_URL is set and the campaign prints QR."""
    if not settings.PUBLIC_URL or not certificate.award.decision.campaign.certificate_qr:
        return ""
    return settings.PUBLIC_URL + reverse("verify-token", args=[certificate.token])


def certificate_text(certificate: Certificate, emblem: bytes | None) -> CertificateText:
    """What is printed on one giấy khen, from the frozen award."""
    award, decision = certificate.award, certificate.award.decision
    campaign = decision.campaign
    return CertificateText(
        authority=f"CHỦ TỊCH {campaign.ward_name.upper()}",
        honorific=award.honorific,
        name=award.name,
        role_line=award.role_line,
        achievement=campaign.achievement_line,
        decision_number=decision.number,
        decision_date=decision.decided_on,
        golden_book_no=award.position,
        place=campaign.place_name,
        signer_title=decision.signer_title or campaign.chairman_title,
        signer_name=decision.signer_name or campaign.chairman_name,
        verify_url=verify_url(certificate),
        mark=campaign.mark,
        emblem=emblem,
        sample_star=emblem is None and bool(campaign.mark),
    )


def certificates_pdf(
    certificates: Iterable[Certificate], *, overlay: bool = False, on_progress=None
) -> bytes:
    """The giấy khen as one PDF, a page each, in the given order."""
    rows = list(certificates)
    emblem = emblem_of(rows[0].award.decision.campaign) if rows else None
    design = CertificateDesign(overlay=overlay)
    texts = [certificate_text(each, emblem) for each in rows]
    return render_certificates(texts, design, on_progress=on_progress)
