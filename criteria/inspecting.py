"""What is written of an inspection between its moves: plan, findings, photographs. Each write locks the row."""

from collections.abc import Iterable
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.models import Campaign
from criteria.enums import InspectionStatus as V
from criteria.models import Inspection, InspectionFinding, InspectionPhoto
from criteria.rules import may_fix, may_inspect
from phuong6.lib.files.uploads import Refusal
from phuong6.office.files import store_all
from phuong6.office.posts import named
from phuong6.office.workflow import NotAllowed, Refused

NOT_YOURS = named("Chỉ {statistics} và {internal_affairs} ghi cuộc kiểm tra.")
NOT_NOW = "Cuộc kiểm tra không còn ở bước sửa được. Có thể người khác vừa xử lý; hãy tải lại trang."
SAID = "Việc này đã báo khắc phục nên không đổi ảnh được nữa."


@contextmanager
def writing(inspection: Inspection, *states: str):
    """The locked row in one of these states. Raises Refused."""
    with transaction.atomic():
        locked = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
        if locked.status not in states:
            raise Refused(NOT_NOW)
        yield locked


def _officer(user) -> None:
    if not may_inspect(user):
        raise NotAllowed(NOT_YOURS)


def _save(row) -> None:
    """Save a checked row. Raises Refused with the model's sentences."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(*error.messages) from error
    row.save()


def plan(user, campaign: Campaign, **values) -> Inspection:
    """A new visit. Raises NotAllowed and Refused."""
    _officer(user)
    inspection = Inspection(campaign=campaign, by=user, **values)
    _save(inspection)
    return inspection


def change_plan(user, inspection: Inspection, **values) -> Inspection:
    """Another unit, day, subject or team while it has not been held. Raises NotAllowed and Refused."""
    _officer(user)
    with writing(inspection, V.PLANNED) as locked:
        for name, value in values.items():
            setattr(locked, name, value)
        _save(locked)
        return locked


def save_finding(user, inspection: Inspection, finding: InspectionFinding, **values) -> InspectionFinding:
    """Write down what was found, until it is concluded. Raises NotAllowed and Refused."""
    _officer(user)
    with writing(inspection, V.HELD) as locked:
        finding.inspection = locked
        for name, value in values.items():
            setattr(finding, name, value)
        _save(finding)
        return finding


def remove_finding(user, finding: InspectionFinding) -> None:
    """Take back what was written by mistake, until it is concluded. Raises NotAllowed and Refused."""
    _officer(user)
    with writing(finding.inspection, V.HELD):
        finding.delete()


# --- photographs --------------------------------------------------------------------------------------


def add_photos(
    user, finding: InspectionFinding, files: Iterable[tuple[str, bytes]], caption: str = ""
) -> None:
    """Photographs of a finding while it is written, or of how it was put right once it is concluded.

    Each file is judged by its content and a photograph kept as a plain JPEG. Raises NotAllowed and Refused.
    """
    with _photographing(user, finding) as after:
        try:
            stored = store_all(files, by=user)
        except Refusal as refusal:
            raise Refused(*refusal.sentences) from refusal
        for kept in stored:
            InspectionPhoto.objects.create(finding=finding, file=kept, after=after, caption=caption, by=user)


def remove_photo(user, photo: InspectionPhoto) -> None:
    """Take a photograph off again in the stretch in which it was added. Raises NotAllowed and Refused."""
    with _photographing(user, photo.finding) as after:
        if photo.after != after:
            raise Refused(NOT_NOW)
        photo.delete()


@contextmanager
def _photographing(user, finding: InspectionFinding):
    """Whether photographs now show the state after it was put right. Raises NotAllowed and Refused."""
    with writing(finding.inspection, V.HELD, V.CONCLUDED) as locked:
        after = locked.status == V.CONCLUDED
        if not (may_fix if after else may_inspect)(user, locked):
            raise NotAllowed(NOT_YOURS)
        now = locked.findings.get(pk=finding.pk)
        if after and not now.is_open:
            raise Refused(SAID if now.to_fix else NOT_NOW)
        yield after
