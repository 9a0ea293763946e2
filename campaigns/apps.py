from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Phong trào, đơn vị, con người"

    def ready(self):
        """Make this room's papers known."""
        from campaigns import bulletin_paper, correction_paper, outgoing_paper  # noqa: F401
