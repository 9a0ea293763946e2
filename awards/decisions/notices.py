"""What a unit is written after issue: the outcome of each of its own names, nobody else's (SECURITY.md).

Drafted into the outbox when a decision is issued and sent like every message there: an officer looks it through,
or has let this kind go out by itself. Due within 10 working days of the decision (NĐ 91/2017 Điều 48,
as TT 57/2020/TT-BQP Điều 22 applies it).
"""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from awards.models import Decision
from campaigns.addresses import emails_of_units, fitting, scope_of
from campaigns.models import Unit
from dossiers.models import Nominee
from dossiers.outcome import told_to_unit
from phuong6.lib.vietnamese import long_date, short_date
from phuong6.office.messages.workflow import channel_for
from phuong6.office.models import Message
from phuong6.office.workdays import add_working_days

KIND = "award-result"
WITHIN = 10  # working days


def draft_notices(decision: Decision, told: Iterable[Nominee]) -> list[Message]:
    """One message per unit with somebody among those told now; written once, whoever issues twice.

    Runs inside the transaction of the issue, with number and day entered.
    """
    by_unit = defaultdict(list)
    for nominee in Nominee.objects.filter(pk__in=[each.pk for each in told]).select_related(
        "dossier__unit", "campaign"
    ):
        by_unit[nominee.dossier.unit].append(nominee)
    emails = emails_of_units(decision.campaign)
    due = add_working_days(decision.decided_on, WITHIN)
    unit_type = ContentType.objects.get_for_model(Unit)
    drafts = []
    for unit, nominees in sorted(by_unit.items(), key=lambda pair: pair[0].sort_key):
        email = fitting(emails[unit.pk])
        drafts.append(
            Message(
                kind=KIND,
                key=f"{scope_of(decision.campaign)}:{KIND}:{unit.pk}:{decision.pk}",
                scope=scope_of(decision.campaign),
                addressee_type=unit_type,
                addressee_id=unit.pk,
                addressee_name=unit.name,
                email=email,
                channel=channel_for(email),
                subject=_subject(decision),
                body=_body(
                    decision, unit, sorted(nominees, key=lambda each: (each.kind, each.order, each.pk))
                ),
                due_on=due,
                step=0,
            )
        )
    return Message.objects.bulk_create(drafts, ignore_conflicts=True)


def _within_a_sentence(label: str) -> str:
    """Lower the first letter, but not that of an office: "được tặng Giấy khen", "Hội đồng không đề nghị"."""
    return label if label.startswith(("Hội đồng", "Chủ tịch")) else label[0].lower() + label[1:]


def _subject(decision: Decision) -> str:
    mark = f"[{decision.campaign.mark}] " if decision.campaign.mark else ""
    what = "Hủy bỏ khen thưởng" if decision.is_revocation else "Kết quả khen thưởng"
    return f"{mark}{what} theo Quyết định số {decision.number}"


def _body(decision: Decision, unit: Unit, nominees: list[Nominee]) -> str:
    campaign = decision.campaign
    cited = (
        f"Quyết định số {decision.number} {long_date(decision.decided_on)} của Chủ tịch {campaign.ward_name}"
    )
    lines = [f"Kính gửi: {unit}", "", f"{campaign.name}.", f"Theo {cited}, kết quả của đơn vị:"]
    lines += [f"- {each.addressed}: {_within_a_sentence(told_to_unit(each).label)}." for each in nominees]
    if decision.is_revocation:
        lines += [
            "",
            f"Nộp lại Giấy khen và tiền thưởng đã nhận chậm nhất ngày {short_date(decision.revocation.return_by)}.",
        ]
    if settings.PUBLIC_URL:
        lines += ["", f"Xem tại: {settings.PUBLIC_URL}{reverse('award-list')}"]
    return "\n".join([*lines, "", campaign.ward_name])
