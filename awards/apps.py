from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Hội đồng, quyết định, giấy khen"

    def ready(self):
        """Make known to Django's checks and to the background worker what this room does for them."""
        from awards import campaign_archive, printing, system_checks  # noqa: F401
