"""What a unit writes of an initiative, and where it is taken over. Each write locks the row and asks again."""

from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, Unit
from campaigns.rules import acts_for
from criteria.checks import earliest_day
from criteria.enums import InitiativeStatus
from criteria.models import Initiative, InitiativeFile, InitiativeUse
from criteria.querysets import RECOGNISED
from criteria.rules import may_recognise, may_record_use, may_write_initiative
from phuong6.lib.files.uploads import Refusal
from phuong6.lib.vietnamese import short_date
from phuong6.office.files import store_all
from phuong6.office.workflow import NotAllowed, Refused, moves_of

SENT = "Sáng kiến này đã gửi nên không sửa được nữa. Có thể người khác vừa gửi; hãy tải lại trang."
TAKES_FILES = (InitiativeStatus.DRAFT, InitiativeStatus.PROPOSED, InitiativeStatus.TRIAL)


def start(user, campaign: Campaign, unit: Unit, title: str) -> Initiative:
    """A new draft of the unit; pressing twice gives the same one. Raises NotAllowed."""
    if not acts_for(user, unit.pk):
        raise NotAllowed("Ông (bà) không đề xuất thay cho đơn vị này.")
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        made, _ = Initiative.objects.get_or_create(
            campaign=campaign,
            unit=unit,
            title=title,
            status=InitiativeStatus.DRAFT,
            defaults={"by": user},
        )
    return made


@contextmanager
def _locked(initiative: Initiative):
    with transaction.atomic():
        yield (
            Initiative.objects.select_for_update(of=("self",))
            .select_related("campaign", "unit")
            .get(pk=initiative.pk)
        )


@contextmanager
def _writing(user, initiative: Initiative, states=(InitiativeStatus.DRAFT,)):
    """The locked row, if its unit may still write it. Raises NotAllowed and Refused."""
    with _locked(initiative) as locked:
        if not may_write_initiative(user, locked):
            raise NotAllowed("Sáng kiến này không phải của đơn vị ông (bà).")
        if locked.status not in states:
            raise Refused(SENT)
        yield locked


def _check(row) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(*error.messages) from error


def save(user, initiative: Initiative, *, authors=None, **values) -> Initiative:
    """Keep what was typed; what is not passed stays. Raises NotAllowed and Refused."""
    with _writing(user, initiative) as locked:
        for name, value in values.items():
            setattr(locked, name, value)
        _check(locked)
        locked.save()
        if authors is not None:
            locked.authors.set(authors)
        return locked


def discard(user, initiative: Initiative) -> None:
    """Throw a draft away that was never sent. Raises NotAllowed and Refused."""
    with _writing(user, initiative) as locked:
        if moves_of(locked).exists():
            raise Refused("Sáng kiến này đã gửi một lần nên được giữ lại; hãy sửa rồi gửi lại.")
        locked.delete()


def add_files(user, initiative: Initiative, files: list[tuple[str, bytes]], caption: str = "") -> None:
    """Pictures and papers, also while it is on trial. Raises NotAllowed, and Refused naming every bad file."""
    with _writing(user, initiative, TAKES_FILES) as locked:
        try:
            stored = store_all(files, by=user)
        except Refusal as refusal:
            raise Refused(*refusal.sentences) from refusal
        for kept in stored:
            InitiativeFile.objects.create(initiative=locked, file=kept, caption=caption, by=user)


def remove_file(user, initiative: Initiative, kept: InitiativeFile) -> None:
    """Take a file off a draft. Raises NotAllowed and Refused."""
    with _writing(user, initiative) as locked:
        locked.files.filter(pk=kept.pk).delete()


def record_use(user, initiative: Initiative, *, unit: Unit, from_day: date, note: str = "") -> InitiativeUse:
    """Another unit takes a recognised initiative over. Raises NotAllowed and Refused."""
    with _locked(initiative) as locked:
        if not may_record_use(user, unit):
            raise NotAllowed("Ông (bà) không ghi thay cho đơn vị này.")
        if locked.status not in RECOGNISED:
            raise Refused("Chỉ ghi nơi áp dụng của sáng kiến đã được công nhận.")
        if unit.pk == locked.unit_id:
            raise Refused("Đây là đơn vị đề xuất. Hãy chọn đơn vị khác đã áp dụng.")
        if from_day > timezone.localdate():
            raise Refused("Ngày áp dụng không thể ở tương lai.")
        if from_day < (first := earliest_day(locked)):
            raise Refused(f"Ngày áp dụng phải từ {short_date(first)} trở đi.")
        use = InitiativeUse(initiative=locked, unit=unit, from_day=from_day, note=note, by=user)
        _check(use)
        use.save()
        return use


def remove_use(user, initiative: Initiative, use: InitiativeUse) -> None:
    """Take a place of use off again; one marked as spread keeps at least one. Raises NotAllowed and Refused."""
    with _locked(initiative) as locked:
        if not (may_recognise(user) or acts_for(user, use.unit_id)):
            raise NotAllowed("Ông (bà) không sửa phần này.")
        if locked.status == InitiativeStatus.SPREAD and locked.uses.count() == 1:
            raise Refused("Sáng kiến đã đánh dấu nhân rộng nên phải còn ít nhất một đơn vị áp dụng.")
        locked.uses.filter(pk=use.pk).delete()
