"""Arranging a ceremony: its lines follow the valid giấy khen of an issued decision, in an order that may be changed.

Every change locks the ceremony: two officers who move lines at once come one after the other.
"""

from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from awards.ceremony.rules import may_arrange_ceremony
from awards.enums import CertificateStatus, DecisionStatus
from awards.models import Ceremony, Certificate, Decision, Handover
from dossiers.enums import NomineeStatus
from phuong6.lib.text import sentence_case_if_caps
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

NOT_ISSUED = "Chỉ lập lễ trao sau khi quyết định được ban hành."
NOT_VALID = "Giấy khen này không còn giá trị nên không trao."
VALID = {
    "status": CertificateStatus.VALID,
    "award__decision__status": DecisionStatus.ISSUED,
    "award__nominee__status": NomineeStatus.AWARDED,
}


def certificates_to_hand(decision: Decision) -> QuerySet[Certificate]:
    """Valid giấy khen of awards that stand: collectives first, each in the order of the list."""
    found = Certificate.objects.filter(award__decision=decision, **VALID)
    return found.select_related("award__nominee").order_by("award__nominee__kind", "award__position")


def lines_of(ceremony: Ceremony) -> QuerySet[Handover]:
    """The lines whose giấy khen are still valid, in the order of calling."""
    valid = {f"certificate__{name}": value for name, value in VALID.items()}
    return (
        Handover.objects.filter(ceremony=ceremony, **valid)
        .select_related("certificate__award__nominee", "handed_by")
        .order_by("order", "pk")
    )


def missing_lines(ceremony: Ceremony) -> QuerySet[Certificate]:
    """Valid giấy khen the ceremony does not have yet, as after a replacement."""
    return certificates_to_hand(ceremony.decision).filter(handover__isnull=True)


def default_presenter(decision: Decision) -> str:
    """Who signed hands over: "Đồng chí Trần Hữu Lý, Chủ tịch Ủy ban nhân dân Phường 6"."""
    campaign = decision.campaign
    name = decision.signer_name or campaign.chairman_name
    title = (decision.signer_title or campaign.chairman_title).split("\n")[-1]
    return f"Đồng chí {name}, {sentence_case_if_caps(title)} {campaign.ward_name}"


def too_early(decision: Decision, held_at: datetime) -> str:
    """Why a ceremony cannot be at that moment; empty when it can."""
    if timezone.localtime(held_at).date() < decision.decided_on:
        return f"Lễ trao không thể trước ngày quyết định ({decision.decided_on:%d/%m/%Y})."
    return ""


@contextmanager
def arranging(user, ceremony: Ceremony):
    """The locked ceremony; its lines are numbered anew afterwards. Raises NotAllowed and Refused."""
    if not may_arrange_ceremony(user):
        raise NotAllowed(said("Chỉ {internal_affairs} sắp xếp lễ trao."))
    with transaction.atomic():
        rows = Ceremony.objects.select_for_update(of=("self",)).select_related("decision__campaign")
        locked = rows.get(pk=ceremony.pk)
        if locked.decision.status != DecisionStatus.ISSUED:
            raise Refused(NOT_ISSUED)
        yield locked
        number(list(lines_of(locked)), locked.per_turn)


def number(lines: list[Handover], per_turn: int) -> None:
    """Number lines in their order and cut them into turns: never a collective and a person in one."""
    turn, in_turn, kind = 0, 0, None
    for order, line in enumerate(lines, 1):
        if in_turn == per_turn or line.certificate.award.nominee.kind != kind:
            turn, in_turn, kind = turn + 1, 0, line.certificate.award.nominee.kind
        in_turn += 1
        line.order, line.turn = order, turn
    Handover.objects.bulk_update(lines, ["order", "turn"])


def open_ceremony(user, decision: Decision, *, held_at: datetime, place: str, per_turn: int) -> Ceremony:
    """A ceremony with all valid giấy khen. Raises NotAllowed and Refused."""
    if not may_arrange_ceremony(user):
        raise NotAllowed(said("Chỉ {internal_affairs} sắp xếp lễ trao."))
    with transaction.atomic():
        locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if locked.status != DecisionStatus.ISSUED:
            raise Refused(NOT_ISSUED)
        if sentence := too_early(locked, held_at):
            raise Refused(sentence)
        if Ceremony.objects.filter(decision=locked).exists():
            raise Refused("Lễ trao của quyết định này đã được lập. Hãy tải lại trang.")
        made = Ceremony.objects.create(
            decision=locked, held_at=held_at, place=place, per_turn=per_turn, by=user
        )
        take_in(user, made)
    return made


def change_ceremony(user, ceremony: Ceremony, *, held_at: datetime, place: str, per_turn: int) -> None:
    """Another hour, place or size of a turn. Raises NotAllowed and Refused."""
    with arranging(user, ceremony) as locked:
        if sentence := too_early(locked.decision, held_at):
            raise Refused(sentence)
        locked.held_at, locked.place, locked.per_turn = held_at, place, per_turn
        locked.save()


def take_in(user, ceremony: Ceremony) -> int:
    """Add giấy khen that are new: a replacement in its predecessor's place, others at the end. How many."""
    with arranging(user, ceremony) as locked:
        earlier = {each.certificate.award_id: each for each in locked.handovers.select_related("certificate")}
        last = max((each.order for each in earlier.values()), default=0)
        presenter = default_presenter(locked.decision)
        new = []
        for place, certificate in enumerate(missing_lines(locked), last + 1):
            before = earlier.get(certificate.award_id)
            new.append(
                Handover(
                    ceremony=locked,
                    certificate=certificate,
                    order=before.order if before else place,
                    presenter=before.presenter if before else presenter,
                    representative=before.representative if before else "",
                )
            )
        Handover.objects.bulk_create(new)
    return len(new)


def take_replacement(certificate: Certificate) -> None:
    """A giấy khen given for another is called in its place, where a programme has that one.

    Runs inside the transaction that enters it into the register.
    """
    before = Handover.objects.filter(certificate=certificate.replaces).first()
    if before is None:
        return
    ceremony = Ceremony.objects.select_for_update(of=("self",)).get(pk=before.ceremony_id)
    before.refresh_from_db()  # the order may have changed until the row was ours
    Handover.objects.create(
        ceremony=ceremony,
        certificate=certificate,
        order=before.order,
        presenter=before.presenter,
        representative=before.representative,
    )
    number(list(lines_of(ceremony)), ceremony.per_turn)


def change_line(user, line: Handover, *, place: int, presenter: str, representative: str) -> None:
    """Who hands over, who receives, and the place in the order (1 is first). Raises NotAllowed and Refused."""
    with arranging(user, line.ceremony) as locked:
        rows = list(lines_of(locked))
        if not 1 <= place <= len(rows):
            raise Refused(f"Thứ tự gọi từ 1 đến {len(rows)}.")
        moved = next((each for each in rows if each.pk == line.pk), None)
        if moved is None:
            raise Refused(NOT_VALID)
        Handover.objects.filter(pk=moved.pk).update(presenter=presenter, representative=representative)
        if moved.order != place:
            rows.remove(moved)
            rows.insert(place - 1, moved)
            for order, each in enumerate(rows, 1):
                each.order = order
            Handover.objects.bulk_update(rows, ["order"])


def shift(user, line: Handover, by: int) -> None:
    """One place up (-1) or down (1); at either end nothing changes. Raises NotAllowed and Refused."""
    with arranging(user, line.ceremony) as locked:
        rows = list(lines_of(locked))
        at = next((n for n, each in enumerate(rows) if each.pk == line.pk), None)
        if at is None:
            raise Refused(NOT_VALID)
        to = at + by
        if 0 <= to < len(rows):
            rows[at].order, rows[to].order = rows[to].order, rows[at].order
            Handover.objects.bulk_update([rows[at], rows[to]], ["order"])


def set_presenter(user, ceremony: Ceremony, turn: int, presenter: str) -> int:
    """Who hands over in a whole turn; how many lines. Raises NotAllowed and Refused."""
    with arranging(user, ceremony) as locked:
        changed = lines_of(locked).filter(turn=turn)
        return Handover.objects.filter(pk__in=changed.values("pk")).update(presenter=presenter)


def handed_count(ceremony: Ceremony) -> tuple[int, int]:
    """(handed over, all) of the valid giấy khen."""
    marks = list(lines_of(ceremony).values_list(F("handed_at"), flat=True))
    return sum(mark is not None for mark in marks), len(marks)
