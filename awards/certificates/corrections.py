"""A name or role that an issued decision misspelt, put right by an issued công văn đính chính (NĐ 30/2020 Điều 18).

The decision and its list stay as issued. Giấy khen printed from then on, the register, /xac-minh/, the public list
and the ceremony go by what the paper put right; the register keeps what the decision wrote.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from awards.certificates.rules import may_print
from awards.enums import DecisionStatus
from awards.models import Award, AwardCorrection, Decision
from campaigns.papers.correction import KIND as CORRECTION
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import squeeze
from phuong6.office.models import Correction, IssuedPaper
from phuong6.office.papers.numbering import cited
from phuong6.office.workflow import NotAllowed, Refused


def issued_corrections(decision: Decision) -> QuerySet[IssuedPaper]:
    """The công văn đính chính of this decision that went out and count, oldest first."""
    slips = Correction.objects.filter(paper=decision.paper_id)
    return (
        IssuedPaper.objects.filter(
            kind=CORRECTION.key,
            content_type=ContentType.objects.get_for_model(Correction),
            object_id__in=slips.values("pk"),
            is_current=True,
            voided_at__isnull=True,
        )
        .select_related("series")
        .prefetch_related("subject")
        .order_by("issued_on", "pk")
    )


def suggested(award: Award, paper: IssuedPaper) -> dict[str, str]:
    """Name and role as this paper puts them right, where what it calls wrong stands in them."""
    slip = paper.subject
    return {
        "name": _put_right(award.right_name, slip),
        "role": _put_right(award.right_role, slip),
    }


def _put_right(text: str, slip: Correction) -> str:
    return squeeze(text.replace(squeeze(slip.wrong), squeeze(slip.right)))


def correction_faults(award: Award, paper: IssuedPaper, name: str, role: str) -> dict[str, str]:
    """What cannot be, by field: only what the paper itself says is put right."""
    found = {}
    for field, now, issued, new in (
        ("name", award.right_name, award.name, squeeze(name)),
        ("role", award.right_role, award.role_line, squeeze(role)),
    ):
        slip = paper.subject
        says = new in {_put_right(now, slip), _put_right(issued, slip)} or (
            new and new in squeeze(slip.right)
        )
        if new != now and not says:
            found[field] = (
                f"{cited(paper)} không sửa thành “{new}”. Hãy ghi đúng như công văn, hoặc lập công văn đính chính khác."
            )
    if not found and (squeeze(name), squeeze(role)) == (award.right_name, award.right_role):
        found["name"] = (
            "Tên và chức vụ, đơn vị không đổi gì so với đang ghi; hãy ghi theo công văn đính chính."
        )
    return found


@transaction.atomic
def correct_award(award: Award, *, by, paper: IssuedPaper, name: str, role: str, at=None) -> AwardCorrection:
    """From now on the award goes by what this issued paper put right. Raises NotAllowed and Refused."""
    if not may_print(by):
        raise NotAllowed("Chỉ cán bộ Nội vụ được ghi đính chính vào sổ khen thưởng.")
    locked = (
        Award.objects.select_for_update(of=("self",)).select_related("decision", "nominee").get(pk=award.pk)
    )
    if locked.decision.status != DecisionStatus.ISSUED or locked.nominee.status != NomineeStatus.AWARDED:
        raise Refused("Quyết định hoặc khen thưởng này đã bị hủy bỏ nên không ghi đính chính được.")
    paper = issued_corrections(locked.decision).filter(pk=paper.pk).first()
    if paper is None:
        raise Refused("Hãy chọn công văn đính chính đã ban hành của quyết định này.")
    if locked.corrections.filter(paper=paper).exists():
        raise Refused("Công văn này đã ghi đính chính cho giấy khen này.")
    if faults := correction_faults(locked, paper, name, role):
        raise Refused(*faults.values())
    made = AwardCorrection.objects.create(
        award=locked, paper=paper, name=squeeze(name), role=squeeze(role), by=by, at=at or timezone.now()
    )
    locked.corrected_name = made.name if made.name != locked.name else ""
    locked.corrected_role = made.role if made.role != locked.role_line else ""
    locked.save(update_fields=["corrected_name", "corrected_role"])
    return made
