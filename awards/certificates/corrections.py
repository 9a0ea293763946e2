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
from campaigns.enums import Honorific
from campaigns.papers.correction import KIND as CORRECTION
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import squeeze
from phuong6.office.models import Correction, IssuedPaper
from phuong6.office.papers.numbering import cited
from phuong6.office.posts import said
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
    """Ông/Bà, name and role as this paper puts them right, where what it calls wrong stands in them."""
    slip = paper.subject
    honorific, name = _addressed(award.right_honorific, award.right_name, slip)
    return {"honorific": honorific, "name": name, "role": _put_right(award.right_role, slip)}


def split_address(text: str) -> tuple[str, str]:
    """Ông or Bà and what follows: "Ông Trần Văn Bảy" → ("Ông", "Trần Văn Bảy"); without either ("", text)."""
    first, _, rest = squeeze(text).partition(" ")
    return (first, rest) if first in Honorific.labels else ("", squeeze(text))


def _addressed(honorific: str, name: str, slip: Correction) -> tuple[str, str]:
    """Ông/Bà and name after the slip is put right, whether or not it quotes Ông or Bà with the name."""
    (wrong_address, wrong), (right_address, right) = split_address(slip.wrong), split_address(slip.right)
    touched = bool(wrong) and wrong in name
    if honorific and right_address and (touched or (not wrong and wrong_address == honorific)):
        honorific = right_address
    return honorific, squeeze(name.replace(wrong, right)) if touched else name


def _put_right(text: str, slip: Correction) -> str:
    return squeeze(text.replace(squeeze(slip.wrong), squeeze(slip.right)))


def correction_faults(
    award: Award, paper: IssuedPaper, name: str, role: str, honorific: str = ""
) -> dict[str, str]:
    """What cannot be, by field: only what the paper itself says is put right. `honorific` empty: as it is."""
    found, slip, honorific = {}, paper.subject, honorific or award.right_honorific
    now = _addressed(award.right_honorific, award.right_name, slip)
    issued = _addressed(award.honorific, award.name, slip)
    says_name = squeeze(name) in {now[1], issued[1]} or squeeze(name) in squeeze(slip.right)
    says_role = squeeze(role) in {_put_right(award.right_role, slip), _put_right(award.role_line, slip)}
    says_role = says_role or (squeeze(role) and squeeze(role) in squeeze(slip.right))
    says_honorific = honorific in {now[0], issued[0], split_address(slip.right)[0]}
    for field, before, new, says in (
        ("honorific", award.right_honorific, honorific, says_honorific),
        ("name", award.right_name, squeeze(name), says_name),
        ("role", award.right_role, squeeze(role), says_role),
    ):
        if new != before and not says:
            found[field] = (
                f"{cited(paper)} không sửa thành “{new}”. Hãy ghi đúng như công văn, hoặc lập công văn đính chính khác."
            )
    unchanged = (award.right_honorific, award.right_name, award.right_role)
    if not found and (honorific, squeeze(name), squeeze(role)) == unchanged:
        found["name"] = (
            "Tên và chức vụ, đơn vị không đổi gì so với đang ghi; hãy ghi theo công văn đính chính."
        )
    return found


@transaction.atomic
def correct_award(
    award: Award, *, by, paper: IssuedPaper, name: str, role: str, honorific: str = "", at=None
) -> AwardCorrection:
    """From now on the award goes by what this issued paper put right. Raises NotAllowed and Refused.

    `honorific`: "Ông" or "Bà"; empty leaves it as it is.
    """
    if not may_print(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được ghi đính chính vào sổ khen thưởng."))
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
    if faults := correction_faults(locked, paper, name, role, honorific):
        raise Refused(*faults.values())
    made = AwardCorrection.objects.create(
        award=locked,
        paper=paper,
        name=squeeze(name),
        role=squeeze(role),
        honorific=honorific or locked.right_honorific,
        by=by,
        at=at or timezone.now(),
    )
    locked.corrected_honorific = made.honorific if made.honorific != locked.honorific else ""
    locked.corrected_name = made.name if made.name != locked.name else ""
    locked.corrected_role = made.role if made.role != locked.role_line else ""
    locked.save(update_fields=["corrected_name", "corrected_role", "corrected_honorific"])
    return made
