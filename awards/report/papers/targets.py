"""The targets of the plan in báo cáo tổng kết: the numbers of the progress page, told on paper (plan, section II.2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from campaigns.models import Campaign
from criteria.enums import TargetKind
from criteria.measuring.obligations import Cell, cells
from criteria.measuring.progress import UNVERIFIED, Line, Series, Tally, by_target, matrix_of
from criteria.measuring.standing import Standing
from phuong6.lib.papers.blocks import Appendix, Column, GroupRow, Heading, Paragraph, Table
from phuong6.lib.posts import Posts

COUNTED = (Standing.MET, Standing.NOT_MET, Standing.NOTHING, Standing.MISSING)
BLOCKS = 10  # a bar of so many marks, each a tenth
SHORT = {"missing": "thiếu báo cáo", "not_met": "chưa đạt"}


@dataclass(frozen=True)
class TargetLine:
    """A target or one stretch of it: "Đạt 100%", "635/643", "98,75 %", last year's share, "Chưa đạt", its bar."""

    name: str
    planned: str
    done: str
    percent: str
    last_year: str
    found: str
    bar: str = ""
    unverified: str = ""

    @property
    def judged(self) -> str:
        """Column "Đánh giá": what nobody has verified is said in the row itself."""
        return "\n".join(filter(None, (self.found, f"({self.unverified})" if self.unverified else "")))


@dataclass(frozen=True)
class UnitTargets:
    """How a unit's reports stand, in the order of COUNTED, which targets are not met or not reported, how many unverified."""

    name: str
    counts: tuple[int, ...]
    behind: str
    unverified: int = 0


@dataclass(frozen=True)
class TargetFacts:
    """Nothing at all while a campaign has no targets or no units."""

    lines: tuple[TargetLine, ...] = ()
    stretches: tuple[tuple[str, tuple[TargetLine, ...]], ...] = ()  # (target, a line for each stretch)
    units: tuple[UnitTargets, ...] = ()
    unverified: int = 0
    sums: dict[str, int] = field(default_factory=dict)  # reports by standing


def target_facts(campaign: Campaign) -> TargetFacts:
    """What was reported, verified or not, as the progress page shows it today (4 queries)."""
    found = cells(campaign)
    if not found:
        return TargetFacts()
    series = by_target(found)
    return TargetFacts(
        lines=tuple(_line(each.target.name, each.total) for each in series),
        stretches=tuple(_stretches(series)),
        units=tuple(_units(found)),
        unverified=sum(each.is_unverified for each in found),
        sums={each.value: getattr(Tally.of(found), each.value) for each in Standing},
    )


def _line(name: str, line: Line) -> TargetLine:
    is_task = line.target.kind == TargetKind.TASK
    missing = line.tally.missing
    found = f"Thiếu {missing:02d} báo cáo" if missing and line.tally.sent else line.standing.label
    figures = f"{line.figures} đơn vị" if is_task and line.tally.sent else line.figures
    deputies = f"({line.delegated_words})" if line.delegated_words else ""
    return TargetLine(
        name=name,
        planned=line.target.asked,
        done="\n".join(filter(None, (figures, deputies))),
        percent=line.percent[0].upper() + line.percent[1:],
        last_year=line.last_year,
        found=found,
        bar=bar_of(line.numerator, line.denominator) if line.tally.sent else "",
        unverified=_unverified(line),
    )


def _unverified(line: Line) -> str:
    """As on the progress page, the number in the two figures of papers: "02 báo cáo chưa xác nhận"."""
    if line.unverified and line.tally.total > 1:
        return f"{line.unverified:02d} báo cáo {UNVERIFIED}"
    return line.unverified_words


def bar_of(part: int, of: int) -> str:
    """The share drawn in marks that every face of type has, the last one only when all of it is reached."""
    if not of:
        return ""
    full = BLOCKS * part // of
    return "█" * full + "░" * (BLOCKS - full)


def _stretches(series: Iterable[Series]):
    for each in series:
        if len(each.lines) > 1:
            yield each.target.name, tuple(_line(line.label, line) for line in each.lines)


def _units(found: list[Cell]):
    matrix = matrix_of(found)
    for place, unit in enumerate(matrix.units):
        tally = Tally.of(each for each in found if each.unit.pk == unit.pk)
        behind = []
        for number, row in enumerate(matrix.rows, 1):
            box = row.pairs[place][1]
            if word := SHORT.get(box.standing):
                behind.append(f"{number}. {row.target.name} ({word})")
        counts = tuple(getattr(tally, each.value) for each in COUNTED)
        unverified = sum(each.is_unverified for each in found if each.unit.pk == unit.pk)
        yield UnitTargets(unit.name, counts, "; ".join(behind) or "Không", unverified)


# --- on paper -----------------------------------------------------------------------------------------


def target_blocks(facts: TargetFacts, number: int, posts: Posts) -> tuple:
    """The section of the report, only where there is something to report."""
    if not facts.lines:
        return ()
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Chỉ tiêu, nhiệm vụ", 2.6),
        Column("Mức phấn đấu", 1.1, "center"),
        Column("Thực hiện", 1.55, "center"),
        Column("Tỷ lệ", 1.05, "center"),
        Column("Cùng kỳ năm trước", 1.05, "center"),
        Column("Đánh giá", 1.1, "center"),
    )
    rows = tuple(
        (f"{n:02d}", line.name, line.planned, line.done, line.percent, line.last_year, line.judged)
        for n, line in enumerate(facts.lines, 1)
    )
    return (
        Heading(f"{number}. Thực hiện chỉ tiêu của kế hoạch", 2),
        *(Paragraph(sentence) for sentence in _sentences(facts, posts)),
        Table(columns, rows),
    )


def _sentences(facts: TargetFacts, posts: Posts) -> list[str]:
    sums = facts.sums
    sent = sums["met"] + sums["not_met"] + sums["nothing"]
    found = (
        f"Các đơn vị đã gửi {sent:02d} báo cáo: {sums['met']:02d} đạt, {sums['not_met']:02d} chưa đạt, "
        f"{sums['nothing']:02d} không phát sinh; {sums['missing']:02d} báo cáo quá hạn chưa gửi."
    )
    if not facts.unverified:
        return [found]
    return [
        found,
        (
            f"Trong đó {facts.unverified:02d} báo cáo chưa được {posts.statistics} xác nhận, số liệu có thể thay đổi; "
            "các dòng này ghi “chưa xác nhận” ở cột Đánh giá."
        ),
    ]


def remaining(facts: TargetFacts) -> list[str]:
    """Points for "Tồn tại, hạn chế": each target that was not met, and which of the table lack reports."""
    found = [
        f"Chưa đạt: {each.name} ({'; '.join(filter(None, (each.percent, each.unverified)))})"
        for each in facts.lines
        if each.found == Standing.NOT_MET.label
    ]
    lacking = [
        f"{number:02d}"
        for number, each in enumerate(facts.lines, 1)
        if each.found.startswith(("Thiếu", Standing.MISSING.label))
    ]
    if lacking:
        found.append(f"Còn thiếu báo cáo của chỉ tiêu, nhiệm vụ số {', '.join(lacking)} trong bảng trên")
    return found


def target_appendices(facts: TargetFacts, note: str) -> tuple[Appendix, ...]:
    """Each stretch of what is reported more than once, and the targets unit by unit."""
    if not facts.lines:
        return ()
    by_unit = Appendix(
        title="CHỈ TIÊU, NHIỆM VỤ THEO ĐƠN VỊ",
        subtitle="Số báo cáo theo kết quả; số thứ tự chỉ tiêu như trong báo cáo",
        note=note,
        blocks=(_unit_table(facts.units),),
        landscape=True,
    )
    return (*((_stretch_appendix(facts, note),) if facts.stretches else ()), by_unit)


def _stretch_appendix(facts: TargetFacts, note: str) -> Appendix:
    columns = (
        Column("Kỳ", 1.4),
        Column("Mức phấn đấu", 1.2, "center"),
        Column("Thực hiện", 1.2, "center"),
        Column("Tỷ lệ", 1.1, "center"),
        Column("Biểu đồ tỷ lệ", 1.6, "center"),
        Column("Cùng kỳ năm trước", 1.1, "center"),
        Column("Đánh giá", 1.2, "center"),
    )
    rows: list = []
    for name, lines in facts.stretches:
        rows += [GroupRow(name), *map(_stretch, lines)]
    return Appendix(
        title="CHỈ TIÊU THEO TỪNG KỲ", note=note, blocks=(Table(columns, tuple(rows)),), landscape=True
    )


def _stretch(line: TargetLine) -> tuple[str, ...]:
    return (line.name, line.planned, line.done, line.percent, line.bar, line.last_year, line.judged)


def _unit_table(units: tuple[UnitTargets, ...]) -> Table:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Đơn vị", 2.2),
        *(Column(each.label, 0.8, "center") for each in COUNTED),
        Column("Chưa xác nhận", 0.8, "center"),
        Column("Chỉ tiêu chưa đạt, còn thiếu báo cáo", 4.5),
    )
    rows = tuple(
        (f"{n:02d}", each.name, *map(str, each.counts), str(each.unverified), each.behind)
        for n, each in enumerate(units, 1)
    )
    return Table(columns, rows)


def sample_targets() -> TargetFacts:
    """Made figures of two shares and a task."""
    quarters = (
        TargetLine("Quý II/2023", "Đạt 100%", "312/312", "100 %", "98,40 %", "Đạt", bar_of(312, 312)),
        TargetLine(
            "Quý III/2023",
            "Đạt 100%",
            "323/331",
            "97,58 %",
            "98,12 %",
            "Chưa đạt",
            bar_of(323, 331),
            "chưa xác nhận",
        ),
    )
    on_time = "Hồ sơ thủ tục hành chính được trả kết quả giải quyết đúng hạn và trước hạn"
    return TargetFacts(
        lines=(
            TargetLine(on_time, "Đạt 100%", "635/643", "98,75 %", "98,26 %", "Chưa đạt", unverified="01 báo cáo chưa xác nhận"),
            TargetLine(
                "Cán bộ, công chức được tập huấn về phân tích, xử lý dữ liệu",
                "Từ 30% trở lên", "9/27", "33,33 %", "–", "Đạt",
            ),
            TargetLine(
                "Tuyên truyền kết quả cải cách hành chính", "Hoàn thành nhiệm vụ", "3/4 đơn vị", "75,00 %", "–",
                "Thiếu 01 báo cáo",
            ),
        ),
        stretches=((on_time, quarters),),
        units=(
            UnitTargets("Ban nhân dân Khóm Mẫu 1", (1, 0, 0, 0), "Không"),
            UnitTargets("Ban nhân dân Khóm Mẫu 2", (0, 0, 0, 1), "3. Tuyên truyền kết quả cải cách hành chính (thiếu báo cáo)"),
            UnitTargets("Ủy ban nhân dân Phường 6", (3, 1, 0, 0), f"1. {on_time} (chưa đạt)", 1),
        ),
        unverified=1,
        sums={"met": 5, "not_met": 1, "nothing": 0, "missing": 1, "waiting": 0},
    )  # fmt: skip
