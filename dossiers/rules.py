"""Who may do what with a dossier. "May not" lives here; "cannot now" lives in checks."""

from django.contrib.contenttypes.models import ContentType

from campaigns.enums import Role
from campaigns.rules import acts_for, has_role, is_chairman, is_internal_affairs, is_signer
from dossiers.enums import DossierStatus, NomineeStatus, PaperKind
from dossiers.querysets import MAY_READ_ALL
from phuong6.office.models import IssuedPaper

SUPPLEMENT, NON_AWARD = "supplement-request", "non-award"  # kinds of paper the unit reads once they went out


def is_own_unit(user, dossier) -> bool:
    """The person acts for the unit whose dossier it is."""
    return acts_for(user, dossier.unit_id)


def may_fill_in(user, dossier) -> bool:
    """The unit itself; the Nội vụ officer only where he enters what came on paper, which is logged."""
    return is_own_unit(user, dossier) or (dossier.on_paper and is_internal_affairs(user))


def is_own_case(user, nominee) -> bool:
    """The nominee is this very person."""
    return bool(nominee.official_id and nominee.official.user_id and nominee.official.user_id == user.pk)


def may_conclude(user, nominee) -> bool:
    """The Nội vụ officer concludes, but nobody on himself.

    On an officer's own case another Nội vụ user or the chairman does (SECURITY.md).
    """
    if is_own_case(user, nominee):
        return False
    if is_internal_affairs(user):
        return True
    return is_chairman(user) and is_officers_case(nominee)


def may_reword(user, nominee) -> bool:
    """Who puts the printed name right once it was handed in: who may conclude; the unit where it is open to it."""
    return may_conclude(user, nominee) or Openness(user, nominee.dossier).nominee(nominee)


def is_officers_case(nominee) -> bool:
    """The nominee holds the Nội vụ role."""
    person = nominee.official.user if nominee.official_id else None
    return bool(person and has_role(person, Role.INTERNAL_AFFAIRS))


def may_withdraw_nominee(user, nominee) -> bool:
    """The officer, with a reason; the unit itself while its dossier is a draft again."""
    if is_internal_affairs(user):
        return True
    return is_own_unit(user, nominee.dossier) and nominee.dossier.status == DossierStatus.DRAFT


def runs_council(user, nominee=None) -> bool:
    """Nominees move through the council by the acts of Nội vụ or the chairman in awards."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


def may_decline(user, nominee) -> bool:
    """The chairman, or a deputy approving in his place, but nobody on his own case; awards asks which."""
    return is_signer(user, nominee.campaign) and not is_own_case(user, nominee)


def may_read_private_notes(user) -> bool:
    """Notes on discipline, inspection and complaints: Nội vụ and the chairman only."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


def reads_every_dossier(user, row=None) -> bool:
    """Nội vụ, the chairman and statistics; a unit reads its own by other rules."""
    return has_role(user, *MAY_READ_ALL)


def _went_out(kind: str, row) -> bool:
    """A paper of this kind about this row is issued and not void."""
    content_type = ContentType.objects.get_for_model(row)
    found = IssuedPaper.objects.filter(kind=kind, content_type=content_type, object_id=row.pk)
    return found.filter(is_current=True).exists()


def may_read_dossier(user, dossier) -> bool:
    """The office all of them, a unit its own."""
    return reads_every_dossier(user) or is_own_unit(user, dossier)


def may_read_receipt(user, receipt) -> bool:
    """Whoever reads the dossier: its proof of filing was given to the unit at once."""
    return may_read_dossier(user, receipt.dossier)


def may_read_supplement(user, request) -> bool:
    """The office; the unit its own, once the letter went out."""
    if reads_every_dossier(user):
        return True
    return is_own_unit(user, request.dossier) and _went_out(SUPPLEMENT, request)


def may_read_notice(user, nominee) -> bool:
    """Nội vụ and the chairman; the unit its own, once it has been told and the notice went out."""
    if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN):
        return True
    return is_own_unit(user, nominee.dossier) and bool(nominee.told_at) and _went_out(NON_AWARD, nominee)


def open_request(dossier):
    """The unanswered return request of a returned dossier, or None."""
    if dossier.status != DossierStatus.RETURNED:
        return None
    return dossier.returns.filter(answered_at__isnull=True).order_by("-round").first()


class Openness:
    """What the unit may change now: all of a draft; of a returned dossier only what was named."""

    def __init__(self, user, dossier):
        self.mine = may_fill_in(user, dossier)
        self.draft = dossier.status == DossierStatus.DRAFT
        request = open_request(dossier)
        self.items = list(request.items.select_related("nominee")) if request else []

    @property
    def whole(self) -> bool:
        """The whole dossier is open: nominees may be added and removed."""
        return self.mine and self.draft

    @property
    def anything(self) -> bool:
        return self.mine and (self.draft or bool(self.items))

    def paper(self, kind: str, nominee_id: int | None = None) -> bool:
        """This paper may be replaced: it was named itself, or its nominee was."""
        if not self.mine:
            return False
        return self.draft or any(
            (each.paper_kind == kind and each.nominee_id in (None, nominee_id))
            or (kind == PaperKind.REPORT and not each.paper_kind and each.nominee_id == nominee_id)
            for each in self.items
        )

    def nominee(self, nominee) -> bool:
        """This nominee's summary, claims and votes may be changed."""
        if not self.mine or nominee.status == NomineeStatus.WITHDRAWN:
            return False
        return self.draft or any(each.nominee_id == nominee.pk for each in self.items)

    @property
    def minutes(self) -> bool:
        """The facts of the unit's meeting may be changed (with the minutes themselves)."""
        return self.paper(PaperKind.MINUTES)

    def votes(self, nominee) -> bool:
        """The votes on this nominee may be changed: with the nominee, or with the minutes that record them."""
        return self.nominee(nominee) or (self.minutes and nominee.status != NomineeStatus.WITHDRAWN)
