from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Phong trào, đơn vị, con người"

    def ready(self):
        """Make this room's papers known."""
        from campaigns.papers import correction, outgoing  # noqa: F401
        from campaigns.publicity import papers  # noqa: F401
