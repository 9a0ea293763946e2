"""The fixed lists of targets and criteria."""

from django.db import models


class NomineeKind(models.TextChoices):
    """Whom a giấy khen may go to (plan, section III.2)."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"


class Direction(models.TextChoices):
    """On which side of the threshold a target is met."""

    AT_LEAST = "at_least", "Từ mức này trở lên"
    AT_MOST = "at_most", "Không quá mức này"


class Period(models.TextChoices):
    """How often a target is reported."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    CAMPAIGN = "campaign", "Cả phong trào"


class TargetKind(models.TextChoices):
    """A share that is measured, or a task that is done."""

    SHARE = "share", "Tỷ lệ"
    TASK = "task", "Nhiệm vụ"
