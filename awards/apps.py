from importlib import import_module

from django.apps import AppConfig

SUBJECTS_WITH_PAPERS = ("council", "ceremony", "decisions", "payments", "report")


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Hội đồng, quyết định, giấy khen"

    def ready(self):
        """Make known the papers of this room, its checks, and to the worker what it does in the background."""
        for subject in SUBJECTS_WITH_PAPERS:
            import_module(f"awards.{subject}.papers")
        from awards import system_checks  # noqa: F401
        from awards.certificates import printing  # noqa: F401
        from awards.report import archive  # noqa: F401
