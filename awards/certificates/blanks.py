"""The stock of blanks (phôi): what came in, what was used, what is left; never less than nothing."""

from django.db import transaction
from django.db.models import Case, F, IntegerField, Sum, When

from awards.certificates.rules import may_set_up_printing
from awards.enums import BlankKind
from awards.models import BlankEntry, CertificateDesign, PrintRequest
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

TAKEN = (BlankKind.USED, BlankKind.SPOILT)


def _sheets(before: str = "") -> Sum:
    """What is left, summed over the lines that `before` leads to."""
    count = F(f"{before}count")
    signed = Case(
        When(**{f"{before}kind__in": TAKEN}, then=-count), default=count, output_field=IntegerField()
    )
    return Sum(signed)


def blanks_left(design: CertificateDesign) -> int:
    """How many sheets of this blank lie in the cupboard."""
    return design.blanks.aggregate(left=_sheets())["left"] or 0


def with_blanks_left(designs):
    """The designs with `left` beside each, in one query; None where nothing was ever written down."""
    return designs.annotate(left=_sheets("blanks__"))


@transaction.atomic
def write_blanks(
    design: CertificateDesign,
    kind: str,
    count: int,
    *,
    by,
    reason: str = "",
    of_print: PrintRequest | None = None,
) -> BlankEntry:
    """One line of the stock. Raises NotAllowed; Refused when more would go out than there is, or without a reason."""
    if not may_set_up_printing(by):
        raise NotAllowed(said("Chỉ {internal_affairs} ghi kho phôi."))
    # The lock lets two people who take blanks at once follow one another.
    locked = CertificateDesign.objects.select_for_update(of=("self",)).get(pk=design.pk)
    if not locked.on_blank:
        raise Refused("Mẫu này in trên giấy trắng, không có kho phôi.")
    if kind == BlankKind.SPOILT and not reason.strip():
        raise Refused("Phôi hỏng phải ghi lý do.")
    left = blanks_left(locked)
    if kind in TAKEN and count > left:
        raise Refused(
            f"Kho chỉ còn {left} phôi “{locked}”, không đủ {count} tờ. Hãy ghi nhập thêm phôi, hoặc chọn in ít hơn."
        )
    return BlankEntry.objects.create(
        design=locked, kind=kind, count=count, reason=reason.strip(), print=of_print, by=by
    )
