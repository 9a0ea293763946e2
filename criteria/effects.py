"""What each move fills in besides the status."""


def reported(result, act) -> None:
    result.reported_by, result.reported_at = act.by, act.at
    result.verified_by = result.verified_at = None


def taken_back(result, act) -> None:
    result.reported_by = result.reported_at = None


def verified(result, act) -> None:
    result.verified_by, result.verified_at = act.by, act.at


def returned(result, act) -> None:
    result.verified_by = result.verified_at = None


def tried(initiative, act) -> None:
    initiative.trial_from = act.data["trial_from"]


def recognised(initiative, act) -> None:
    initiative.recognised_on = act.data["recognised_on"]
    initiative.recognised_by = act.data["recognised_by"].strip()
    initiative.recognised_in = (act.data.get("recognised_in") or "").strip()


HELD_FACTS = ("held_on", "held_from", "held_to", "place", "unit_side")


def held(inspection, act) -> None:
    for name in HELD_FACTS:
        if name in act.data:
            setattr(inspection, name, act.data[name])


def concluded(inspection, act) -> None:
    inspection.conclusion = act.data["conclusion"].strip()


def fixed(inspection, act) -> None:
    """The unit says of one finding how and when it was put right."""
    finding = inspection.findings.get(pk=act.data["finding"])
    finding.fixed_text, finding.fixed_on = act.data["fixed_text"].strip(), act.data["fixed_on"]
    finding.fixed_by, finding.again = act.by, ""
    finding.save(update_fields=["fixed_text", "fixed_on", "fixed_by", "again"])


def to_fix_again(inspection, act) -> None:
    """What was said stays as the text to go on from; the unit reads why it was not enough."""
    found = inspection.findings.filter(pk=act.data["finding"])
    found.update(fixed_on=None, fixed_by=None, again=act.note)
