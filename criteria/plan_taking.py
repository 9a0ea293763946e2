"""Taking over what was understood of a plan: one line, or a part, at the officer's press; each logged with its source."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from campaigns.models import Campaign, CampaignText
from campaigns.plan_reading.findings import AREA, CRITERION, TARGET, TEXT, Finding
from criteria.enums import Direction, NomineeKind, Period, TargetKind
from criteria.models import Criterion, ReformArea, Target
from criteria.plan_reading import NO_READING, PARTS, first_typed, guard, part_of, reading_of
from phuong6.lib.vietnamese import nfc, parse_vn_date, search_key, squeeze
from phuong6.office.workflow import Refused

WHOLE, DAYS = {"year", "plan_number", "plan_month"}, {"plan_day", "ends_on"}
LONGEST_SHORT = 80  # characters of a criterion's short name
LONGEST_LOGGED = 200
MONTHS = 12
LONGEST_KEY = 9  # figures of a key or an order
NOTHING_READY = "Phần này chưa có dòng nào đủ để nhận. Hãy ghi tên, chọn lĩnh vực rồi bấm lại."
Typed = Mapping[str, Mapping[str, str]]


class _Taking:
    """One press: writes findings into the locked campaign, collecting what is refused by its key."""

    def __init__(self, campaign: Campaign, typed: Typed) -> None:
        self.campaign, self.typed = campaign, typed
        self.made: dict[str, int] = dict(campaign.plan_reading["made"])
        self.refused: dict[str, str] = {}
        self.fields: list[str] = []
        self.touched = ""  # the last finding that wrote into the campaign's own row

    def write(self, finding: Finding) -> None:
        """Raises nothing: what cannot be written is kept with its sentence."""
        writers: dict[str, Callable[[Finding, Mapping[str, str]], None]] = {
            TEXT: self._text,
            CRITERION: self._criterion,
            AREA: self._area,
            TARGET: self._target,
        }
        try:
            with transaction.atomic():
                writers.get(finding.field, self._field)(finding, self.typed[finding.key])
        except ValidationError as error:
            self.refused[finding.key] = f"{finding.label}: {' '.join(error.messages)}"
        except ValueError as error:
            self.refused[finding.key] = f"{finding.label}: {error}"

    def _field(self, finding: Finding, typed: Mapping[str, str]) -> None:
        name, value = finding.field, typed["value"]
        field = Campaign._meta.get_field(name)
        setattr(self.campaign, name, field.clean(_read(name, value), self.campaign))
        self.fields.append(name)
        self.touched = finding.key

    def _text(self, finding: Finding, typed: Mapping[str, str]) -> None:
        place = {
            "campaign": self.campaign,
            "section": finding.extra["section"],
            "order": finding.extra["order"],
        }
        row = CampaignText.objects.filter(**place).first() or CampaignText(**place)
        row.text = typed["value"]
        row.full_clean()
        row.save()

    def _criterion(self, finding: Finding, typed: Mapping[str, str]) -> None:
        kind, text = finding.extra["kind"], typed["value"]
        if kind not in NomineeKind.values:
            raise ValueError("phong trào chưa có đối tượng này.")
        place = {"campaign": self.campaign, "kind": kind, "order": finding.extra["order"]}
        row = Criterion.objects.filter(**place).first() or Criterion(**place)
        if squeeze(row.text) != squeeze(text) or not row.short:
            row.short = short_of(text)
        for name in ("index_floor", "index_enough") if finding.extra.get("uses_index") else ():
            setattr(self.campaign, name, Decimal(finding.extra[name]))
            self.fields.append(name)
            self.touched = finding.key
        row.text, row.uses_index = text, bool(finding.extra.get("uses_index"))
        row.full_clean()
        row.save()

    def _area(self, finding: Finding, typed: Mapping[str, str]) -> None:
        if not typed["value"]:
            raise ValueError("kế hoạch không nêu tên, hãy ghi tên lĩnh vực.")
        rows = list(self.campaign.areas.all())
        row = self._own(finding, rows, typed["value"]) or ReformArea(
            campaign=self.campaign, code=_free_code("linh-vuc", rows), order=finding.extra["order"]
        )
        row.name, row.text = typed["value"], finding.extra["text"] or row.text
        row.full_clean()
        row.save()
        self.made[finding.key] = row.pk

    def _target(self, finding: Finding, typed: Mapping[str, str]) -> None:
        if not typed["value"]:
            raise ValueError("kế hoạch không nêu tên, hãy ghi tên.")
        share = _share(typed["threshold"])
        rows = list(self.campaign.targets.all())
        row = self._chosen(finding, rows, typed)
        if row is None:
            period = Period.CAMPAIGN if share is None else Period.QUARTER
            row = Target(
                campaign=self.campaign,
                code=_free_code("chi-tieu", rows),
                order=finding.extra["order"],
                period=period,
            )
        row.kind = TargetKind.TASK if share is None else TargetKind.SHARE
        row.name, row.threshold = typed["value"], share
        row.direction = typed["direction"] or Direction.AT_LEAST
        if typed["area"] or row.area_id is None:
            row.area = self._area_of(typed["area"])
        row.full_clean()
        row.save()
        self.made[finding.key] = row.pk

    def _chosen(self, finding: Finding, rows: Sequence[Target], typed: Mapping[str, str]) -> Target | None:
        """The target it is written into: the one chosen, so that its register, proof and reporter stay; None: a new one."""
        if not typed["into"]:
            return self._own(finding, rows, typed["value"])
        row = next((each for each in rows if str(each.pk) == typed["into"]), None)
        others = {pk for key, pk in self.made.items() if key.startswith("target-") and key != finding.key}
        if row is None or row.pk in others:
            raise ValueError("chỉ tiêu ấy không còn, hoặc đã nhận một dòng khác. Hãy chọn lại.")
        return row

    def _area_of(self, chosen: str) -> ReformArea:
        """The area chosen: one of the campaign's, or one read in this plan and already taken over."""
        if not chosen:
            raise ValueError("hãy chọn lĩnh vực.")
        key = str(self.made.get(chosen, chosen)).removeprefix("pk-")
        area = self.campaign.areas.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None  # noqa: PLR2004
        if area is None:
            raise ValueError("hãy nhận lĩnh vực ấy trước, hoặc chọn lĩnh vực khác.")
        return area

    def _own(self, finding: Finding, rows: Sequence, name: str):
        """The row this finding made before, else the one of the very same name."""
        made = self.made.get(finding.key)
        return next((each for each in rows if each.pk == made), None) or next(
            (each for each in rows if search_key(each.name) == search_key(name)), None
        )


def _read(name: str, value: str) -> object:
    """What is typed, as the field takes it. Raises ValueError with a sentence."""
    if name in WHOLE:
        if not value.isdecimal() or not value.isascii():
            raise ValueError("hãy ghi một số, ví dụ 12.")
        if name == "plan_month" and not 1 <= int(value[:9]) <= MONTHS:
            raise ValueError("tháng là số từ 1 đến 12.")
        return int(value)
    if name in DAYS:
        return parse_vn_date(value)
    if name == "dossier_too_late":
        try:
            return timezone.make_aware(datetime.strptime(value, "%d/%m/%Y %H:%M"))  # noqa: DTZ007
        except ValueError:
            raise ValueError("hãy ghi ngày và giờ, ví dụ 15/11/2026 00:00.") from None
    return value


def _share(typed: str) -> Decimal | None:
    """Percent as typed, "99,5"; None for a task. Raises ValueError with a sentence."""
    text = typed.replace("%", "").replace(",", ".").strip()
    if not text:
        return None
    try:
        return Decimal(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else Decimal("x")
    except InvalidOperation:
        raise ValueError(
            "mức phấn đấu là một số phần trăm, ví dụ 95 hoặc 99,5; nhiệm vụ thì để trống."
        ) from None


def _free_code(start: str, rows: Sequence) -> str:
    taken = {each.code for each in rows}
    return next(code for n in range(1, len(rows) + 2) if (code := f"{start}-{n}") not in taken)


def short_of(text: str) -> str:
    """The first words of a criterion as its short name: up to the first mark, at a word's end."""
    first = squeeze(text).split(";")[0].split(",")[0].rstrip(" .")
    if len(first) <= LONGEST_SHORT:
        return first
    return first[: LONGEST_SHORT - 1].rsplit(" ", 1)[0] + "…"


@transaction.atomic
def take(campaign: Campaign, by, *, seen: str, pressed: str, typed: Typed, refused_at: dict[str, str]) -> int:
    """Take over one finding (its key) or a whole part ("part-" and its key) as it now stands in the boxes.

    `seen` is the moment of the reading the page showed. Everything typed is kept, taken over or not. Returns how many
    were taken. Raises NotAllowed, and Refused with all sentences (by key in `refused_at`); then nothing is written.
    """
    locked = guard(campaign, by)
    stored = reading_of(locked)
    if stored is None or locked.plan_reading["at"] != seen:
        raise Refused(NO_READING)
    found = stored[1]
    boxes = {each.key: tidied(each, typed.get(each.key, {})) for each in found.findings}
    wanted = [
        each
        for each in found.findings
        if pressed == each.key or (pressed == f"part-{part_of(each)}" and is_ready(each, boxes[each.key]))
    ]
    if not wanted:
        raise Refused(NOTHING_READY)
    act = _Taking(locked, boxes)
    for finding in wanted:
        act.write(finding)
    _check_campaign(act)
    if act.refused:
        refused_at.update(act.refused)
        raise Refused(*act.refused.values())
    tick = {"by": str(by), "at": timezone.now().isoformat()}
    locked.plan_reading["made"] = act.made
    locked.plan_reading["typed"] = {
        each.key: boxes[each.key] for each in found.findings if boxes[each.key] != first_typed(each)
    }
    locked.plan_reading["taken"] |= {each.key: tick for each in wanted}
    locked.save(update_fields=[*act.fields, "plan_reading"])
    _log(locked, by, [(each, boxes[each.key]["value"]) for each in wanted])
    return len(wanted)


def is_ready(finding: Finding, typed: Mapping[str, str]) -> bool:
    """Whether nothing is left to say of it: a name, and of a target its area."""
    return bool(typed["value"] and (finding.field != TARGET or typed["area"] or typed["into"]))


def tidied(finding: Finding, typed: Mapping[str, str]) -> dict[str, str]:
    """What was posted of a row; a box that was not posted is as it was first."""
    first = first_typed(finding)
    return {name: nfc(typed.get(name, first[name])).strip() for name in PARTS}


def _check_campaign(act: _Taking) -> None:
    if not act.fields:
        return
    try:
        act.campaign.validate_constraints()
    except ValidationError as error:
        act.refused[act.touched] = " ".join(error.messages)


def _log(campaign: Campaign, by, taken: Sequence[tuple[Finding, str]]) -> None:
    lines = [
        f"{finding.label} (dòng {', '.join(str(at + 1) for at in finding.sources)}): “{value[:LONGEST_LOGGED]}”"
        for finding, value in taken
    ]
    note = f"Nhận từ tệp kế hoạch “{campaign.plan_reading['file']}”: {'; '.join(lines)}."
    LogEntry.objects.log_actions(by.pk, [campaign], CHANGE, note, single_object=True)


@transaction.atomic
def drop(campaign: Campaign, by, *, seen: str, key: str) -> None:
    """Remove a line, criterion, area or target of the campaign that the plan read does not have. Raises NotAllowed and Refused."""
    locked = guard(campaign, by)
    stored = reading_of(locked)
    found = _dropped(locked, key) if stored and locked.plan_reading["at"] == seen else None
    if stored is None or found is None or key in {each.key for each in stored[1].findings}:
        raise Refused(NO_READING)
    rows, text = found
    try:
        with transaction.atomic():
            rows.delete()
    except ProtectedError as error:
        raise Refused(
            f"“{text}” còn được dùng nên chưa bỏ được: hãy bỏ các chỉ tiêu thuộc lĩnh vực này trước."
        ) from error
    note = f"Bỏ dòng không có trong kế hoạch “{locked.plan_reading['file']}”: “{text[:LONGEST_LOGGED]}”."
    LogEntry.objects.log_actions(by.pk, [locked], CHANGE, note, single_object=True)


def _dropped(campaign: Campaign, key: str) -> tuple[QuerySet, str] | None:
    """The row of the campaign this key names, and its words; None where there is none, or it is the campaign's own."""
    head, _, last = key.rpartition("-")
    if not last.isdecimal() or len(last) > LONGEST_KEY:
        return None
    rows: QuerySet
    if head in {"area-pk", "target-pk"}:
        rows = (campaign.areas if head == "area-pk" else campaign.targets).filter(pk=last)
        return next(((rows, each.name) for each in rows), None)
    if head.startswith("criterion-"):
        rows = campaign.criteria.filter(kind=head.removeprefix("criterion-"), order=last)
    else:
        rows = campaign.texts.filter(section=head, order=last)
    return next(((rows, each.text) for each in rows), None)
