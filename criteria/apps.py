from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    name = "criteria"
    verbose_name = "Chỉ tiêu, tiêu chí"

    def ready(self):
        """Make known the papers of this room, and to the background worker what this room does for it."""
        from criteria import papers  # noqa: F401
        from criteria.registers import importing  # noqa: F401
