"""Number the lines written so far, let awards keep their regime's name, and add each fund up."""

from django.db import migrations, models
from django.utils import timezone

COMMITTED = ("awaiting_signature", "approved", "issued")


def number_and_add_up(apps, schema_editor):
    entries = apps.get_model("awards", "FundEntry").objects
    for campaign in apps.get_model("campaigns", "Campaign").objects.all():
        lines = list(entries.filter(campaign=campaign).order_by("day", "pk"))
        for number, line in enumerate(lines, 1):
            entries.filter(pk=line.pk).update(number=number)
        if lines:
            _open_account(apps, campaign, lines)


def _open_account(apps, campaign, lines):
    paid_for = {line.award_id for line in lines if line.award_id}
    promised = apps.get_model("awards", "Award").objects.filter(
        decision__campaign=campaign, decision__status__in=COMMITTED
    )
    income = sum(line.amount for line in lines if line.kind == "income")
    paid = sum(line.amount for line in lines if line.kind == "payment")
    committed = sum(award.amount for award in promised.exclude(pk__in=paid_for))
    short = max(0, paid + committed - income)
    told = {}
    if short:
        told = {
            "uncovered_reason": "Đã ghi lý do chi vượt ở quyết định trước khi sổ quỹ giữ số dư.",
            "uncovered_by_id": lines[-1].by_id,
            "uncovered_at": timezone.now(),
        }
    apps.get_model("awards", "FundAccount").objects.create(
        campaign=campaign,
        last_number=len(lines),
        income=income,
        paid=paid,
        committed=committed,
        uncovered=short,
        **told,
    )


def keep_the_regime(apps, schema_editor):
    for decision in apps.get_model("awards", "Decision").objects.select_related("regime"):
        decision.awards.update(regime=decision.regime.name)


class Migration(migrations.Migration):
    dependencies = [("awards", "0009_decisions_that_revoke")]

    operations = [
        migrations.RunPython(keep_the_regime, migrations.RunPython.noop),
        migrations.RunPython(number_and_add_up, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.UniqueConstraint(fields=("campaign", "number"), name="ledger_line_once"),
        ),
    ]
