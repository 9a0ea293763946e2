from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Hội đồng, quyết định, giấy khen"

    def ready(self):
        """Make known the papers of this room, its checks, and to the worker what it does in the background."""
        from awards import system_checks  # noqa: F401
        from awards.certificates import printing  # noqa: F401
        from awards.report import archive  # noqa: F401
