"""What is understood of a plan, each with the lines it came from; what is not, with the reason."""

from dataclasses import dataclass, field

# Fields of the campaign, in the order of a plan; what a plan never says is not asked of it.
EXPECTED = {
    "name": "Tên phong trào",
    "year": "Năm",
    "plan_number": "Số kế hoạch",
    "plan_notation": "Ký hiệu kế hoạch",
    "plan_month": "Tháng ban hành kế hoạch",
    "plan_day": "Ngày ban hành kế hoạch",
    "ends_on": "Ngày kết thúc phong trào",
    "dossier_too_late": "Hồ sơ gửi về trước",
    "chairman_title": "Chức vụ Chủ tịch",
    "chairman_name": "Họ tên Chủ tịch",
}
TEXT, CRITERION, AREA, TARGET = "text", "criterion", "area", "target"


@dataclass(frozen=True)
class Finding:
    """One thing understood. `sources` are places in the list of lines, from 0; `extra` depends on the field.

    `field` is a name of `EXPECTED`, or text (extra: section, order), criterion (kind, order, and by the index uses_index,
    index_floor, index_enough), area
    (order, text) or target (order, threshold in percent or empty for a task, direction, area: the key of one found).
    """

    key: str
    field: str
    label: str
    value: str
    sources: tuple[int, ...]
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Unclear:
    """Lines not understood, and why; never guessed at."""

    reason: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """A whole plan. `absent` names the fields of `EXPECTED` the plan leaves blank or does not tell clearly."""

    findings: tuple[Finding, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    absent: tuple[str, ...] = ()

    def of(self, field_name: str) -> list[Finding]:
        """The findings of one field, in the order of the plan."""
        return [each for each in self.findings if each.field == field_name]
