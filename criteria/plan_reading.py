"""The ward's own plan, read from its file and laid beside the campaign being prepared.

What is kept is the text alone, in the campaign's row, until the campaign opens: never the file. What is taken over is
written by criteria.plan_taking.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone

from campaigns.enums import TextSection
from campaigns.models import Campaign
from campaigns.plan_reading.findings import EXPECTED, TARGET, Finding, Reading
from campaigns.plan_reading.reading import read_plan
from campaigns.rules import may_prepare_campaigns
from criteria.enums import NomineeKind
from phuong6.lib.files.docx_text import Line
from phuong6.lib.scans.text_lines import paper_lines
from phuong6.lib.vietnamese import short_date, squeeze
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

NOT_PREPARED = "Phong trào không còn đang chuẩn bị nên không nhận nội dung từ tệp kế hoạch được nữa."
NO_READING = "Chưa đọc tệp kế hoạch nào, hoặc vừa có người đọc tệp khác. Hãy xem lại rồi bấm lại."
MOST_FINDINGS = 300
LONGEST_NAME = 120
LETTERS_A_LINE, MOST_LINES = 70, 8
PARTS = ("value", "threshold", "direction", "area", "into")  # what may be typed of a row


@dataclass
class Row:
    """One finding on the page: the lines it came from, what stands in its boxes, what the campaign has now."""

    finding: Finding
    lines: list[tuple[int, str]]
    typed: dict[str, str]
    now: str = ""
    same: bool = False
    taken: dict[str, Any] = field(default_factory=dict)
    refused: str = ""

    @property
    def is_settled(self) -> bool:
        """Nothing is left to press: taken over, or the campaign says so already."""
        return bool(self.same or self.taken) and not self.refused

    @property
    def rows(self) -> int:
        """Lines of its box, where the browser does not fit the box to its text by itself."""
        return min(1 + len(self.typed["value"]) // LETTERS_A_LINE, MOST_LINES)


@dataclass
class Part:
    """Rows of one part of the plan; `extra` are lines of the campaign that the plan does not have."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)  # (key, text)


def guard(campaign: Campaign, by) -> Campaign:
    """The campaign's row, locked. Raises NotAllowed, and Refused once it is no longer being prepared."""
    if not may_prepare_campaigns(by):
        raise NotAllowed(said("Chỉ {internal_affairs} soạn nội dung phong trào."))
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("ward").get(pk=campaign.pk)
    if not locked.is_being_prepared:
        raise Refused(NOT_PREPARED)
    return locked


def keep_plan(campaign: Campaign, name: str, data: bytes, by) -> None:
    """Read a file and keep its lines in place of those read before. Raises NotAllowed, Refused and Refusal."""
    if not may_prepare_campaigns(by):
        raise NotAllowed(said("Chỉ {internal_affairs} soạn nội dung phong trào."))
    lines = paper_lines(data)
    found = read_plan(lines)
    if not found.findings:
        raise Refused(found.unclear[0].reason)
    if len(found.findings) > MOST_FINDINGS:
        raise Refused("Tệp dài hơn một kế hoạch phát động. Hãy chép riêng phần kế hoạch sang một tệp mới.")
    with transaction.atomic():
        locked = guard(campaign, by)
        kept = squeeze(name)[-LONGEST_NAME:]
        locked.plan_reading = {
            "file": kept,
            "at": timezone.now().isoformat(),
            "by": str(by),
            "lines": [[each.text, each.table, each.row, each.column] for each in lines],
            "typed": {},
            "taken": {},
            "made": {},
        }
        locked.save(update_fields=["plan_reading"])
        note = f"Đọc tệp kế hoạch “{kept}”: {len(lines)} dòng, hiểu được {len(found.findings)} mục. Chưa ghi gì vào phong trào."
        LogEntry.objects.log_actions(by.pk, [locked], CHANGE, note, single_object=True)


def reading_of(campaign: Campaign) -> tuple[list[str], Reading] | None:
    """The lines kept and what is understood of them now; None while no file was read."""
    kept = campaign.plan_reading.get("lines")
    if not kept:
        return None
    lines = [Line(*each) for each in kept]
    return [each.text for each in lines], read_plan(lines)


# --- the page -----------------------------------------------------------------------------------------


def parts_of(campaign: Campaign, texts: list[str], found: Reading) -> list[Part]:
    """The findings in the order of the plan's parts, each beside what the campaign has (five queries)."""
    now = current_values(campaign)
    parts = {key: Part(key, title) for key, title in part_titles()}
    for finding in found.findings:
        row = Row(
            finding,
            [(at + 1, texts[at]) for at in finding.sources],
            first_typed(finding)
            | campaign.plan_reading["typed"].get(finding.key, {})
            | _into(campaign, finding),
            now.get(finding.key, ""),
        )
        row.taken = campaign.plan_reading["taken"].get(finding.key, {})
        row.same = bool(row.now) and squeeze(row.now) == squeeze(row.typed["value"])
        parts[part_of(finding)].rows.append(row)
    told = {each.key for each in found.findings}
    for key, text in now.items():
        part = parts.get(key.rpartition("-")[0])
        if part and part.rows and key not in told:
            part.extra.append((key, text))
    made = campaign.plan_reading["made"]
    for name, rows in (("area", campaign.areas.all()), ("target", campaign.targets.all())):
        own = {pk for key, pk in made.items() if key.startswith(f"{name}-")}
        parts[name].extra = [(f"{name}-pk-{each.pk}", each.name) for each in rows if each.pk not in own]
    return [each for each in parts.values() if each.rows]


def _into(campaign: Campaign, finding: Finding) -> dict[str, str]:
    """The target a finding has been written into."""
    made = campaign.plan_reading["made"].get(finding.key) if finding.field == TARGET else None
    return {"into": str(made)} if made else {}


def part_titles() -> list[tuple[str, str]]:
    """(key, title) of each part of the page."""
    return [
        ("campaign", "Kế hoạch và thời hạn"),
        *((str(section), label) for section, label in TextSection.choices),
        *((f"criterion-{kind}", f"Tiêu chí: {label.lower()}") for kind, label in NomineeKind.choices),
        ("criterion-household", "Tiêu chí: hộ gia đình"),
        ("area", "Lĩnh vực"),
        ("target", "Chỉ tiêu, nhiệm vụ"),
    ]


def part_of(finding: Finding) -> str:
    """The part a finding stands in."""
    if finding.field in EXPECTED:
        return "campaign"
    return finding.key.rpartition("-")[0]


def first_typed(finding: Finding) -> dict[str, str]:
    """What stands in the boxes before anybody typed: figures as they are written in Vietnamese."""
    threshold = finding.extra.get("threshold", "")
    return {
        "value": finding.value,
        "threshold": threshold.replace(".", ","),
        "direction": finding.extra.get("direction", ""),
        "area": finding.extra.get("area", ""),
        "into": "",
    }


def current_values(campaign: Campaign) -> dict[str, str]:
    """What the campaign has at each finding's place, by the finding's key, as a page shows it."""
    found = {name: shown(getattr(campaign, name)) for name in EXPECTED}
    found |= {f"{each.section}-{each.order}": each.text for each in campaign.texts.all()}
    found |= {f"criterion-{each.kind}-{each.order}": each.text for each in campaign.criteria.all()}
    return found


def shown(value: object) -> str:
    """A field's value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    return short_date(value) if hasattr(value, "day") else str(value)  # type: ignore[arg-type]
