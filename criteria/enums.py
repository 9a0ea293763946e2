"""The fixed lists of targets and criteria."""

from collections import Counter
from collections.abc import Iterable

from django.db import models


class NomineeKind(models.TextChoices):
    """Whom a giấy khen may go to (plan, section III.2)."""

    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"  # only where the campaign allows it
    INDIVIDUAL = "individual", "Cá nhân"

    @property
    def word(self) -> str:
        """As within a sentence."""
        return self.label.lower()

    @classmethod
    def tally(cls, kinds: Iterable[str]) -> tuple[int, ...]:
        """How many of each kind these are, in the order of papers: collectives, households, people."""
        found = Counter(kinds)
        return tuple(found[kind] for kind in cls)

    @classmethod
    def say(
        cls, counts: tuple[int, ...], *, joint: str = ", ", digits: int = 2, all_kinds: bool = False
    ) -> str:
        """Words such as "02 tập thể, 01 hộ gia đình, 05 cá nhân".

        A kind without anybody is left out unless `all_kinds`; households, which most campaigns do not allow, always.
        `joint` stands before the last, commas before the others.
        """
        told = [
            f"{count:0{digits}d} {kind.word}"
            for count, kind in zip(counts, cls, strict=True)
            if count or (all_kinds and kind != cls.HOUSEHOLD)
        ]
        *others, last = told or [""]
        return joint.join(filter(None, [", ".join(others), last]))


class Direction(models.TextChoices):
    """On which side of the threshold a target is met."""

    AT_LEAST = "at_least", "Từ mức này trở lên"
    AT_MOST = "at_most", "Không quá mức này"


class Period(models.TextChoices):
    """How often a target is reported."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng"
    CAMPAIGN = "campaign", "Cả phong trào"


class TargetKind(models.TextChoices):
    """A share that is measured, or a task that is done."""

    SHARE = "share", "Tỷ lệ"
    TASK = "task", "Nhiệm vụ"


class Measure(models.TextChoices):
    """Which register gives a target's figures, and how it is counted (criteria.measuring.measures)."""

    ONE_STOP = "one-stop", "Hồ sơ một cửa: đúng hạn và trước hạn"
    DOCUMENTS = "documents", "Văn bản: gửi, nhận qua mạng và ký số 02 lớp"
    TRAINING = "training", "Bồi dưỡng: cán bộ, công chức đã dự"
    TRAINING_DATA = "training-data", "Bồi dưỡng: về dữ liệu, dịch vụ công trực tuyến"
    CITY_MEETINGS = "city-meetings", "Dự họp CCHC của cấp trên"


class ResultStatus(models.TextChoices):
    """Where a reported result stands."""

    DRAFT = "draft", "Đang soạn"
    REPORTED = "reported", "Đã báo cáo, chờ xác nhận"
    RETURNED = "returned", "Trả lại để sửa"
    VERIFIED = "verified", "Đã xác nhận"


class RegisterKind(models.TextChoices):
    """Registers other systems export."""

    ONE_STOP = "one-stop", "Hồ sơ một cửa"
    OUTGOING = "outgoing", "Văn bản đi"
    INCOMING = "incoming", "Văn bản đến"
    TRAINING = "training", "Danh sách bồi dưỡng"
    MEETINGS = "meetings", "Dự họp CCHC của cấp trên"


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREVIEW = "preview", "Xem trước"
    RUNNING = "running", "Đang nhập"
    DONE = "done", "Đã nhập"
    DROPPED = "dropped", "Đã bỏ"
    UNDONE = "undone", "Đã bỏ lần nhập"


class OneStopState(models.TextChoices):
    """What became of a record at the one-stop counter (plan, section II.2)."""

    RESOLVED = "resolved", "Đã trả kết quả"
    OPEN = "open", "Đang giải quyết"
    WITHDRAWN = "withdrawn", "Rút, dừng, không đủ điều kiện"


class Attended(models.TextChoices):
    """Whether an invited head was there; a delegated deputy is shown apart and counts as absent."""

    PRESENT = "present", "Trực tiếp dự"
    DELEGATED = "delegated", "Cử người dự thay"
    ABSENT = "absent", "Vắng"


class SurveyKind(models.TextChoices):
    """Indices that are recorded but never feed the award rule."""

    PAPI = "papi", "PAPI"
    SIPAS = "sipas", "SIPAS"


class InitiativeStatus(models.TextChoices):
    """The life of an initiative."""

    DRAFT = "draft", "Đang soạn"
    PROPOSED = "proposed", "Đã đề xuất"
    TRIAL = "trial", "Đang thí điểm"
    RECOGNISED = "recognised", "Đã công nhận"
    SPREAD = "spread", "Đã nhân rộng"
    DROPPED = "dropped", "Không triển khai"


class InspectionStatus(models.TextChoices):
    """Where an inspection stands."""

    PLANNED = "planned", "Theo kế hoạch"
    HELD = "held", "Đã kiểm tra"
    CONCLUDED = "concluded", "Đã kết luận"
    CLOSED = "closed", "Đã khắc phục xong"
    CANCELLED = "cancelled", "Không tiến hành"
