from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "dossiers"
    verbose_name = "Hồ sơ đề nghị khen thưởng"

    def ready(self):
        """Make known to the background worker what this room does for it."""
        from dossiers.papers import bundle  # noqa: F401
