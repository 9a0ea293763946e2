from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "dossiers"
    verbose_name = "Hồ sơ đề nghị khen thưởng"

    def ready(self):
        """Make known the papers of this room, and to the worker what it does in the background."""
        from dossiers.papers import bundle  # noqa: F401  and with it all the others
