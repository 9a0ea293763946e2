"""Said at every start and by `manage.py check`: what giấy khen cannot be printed without."""

from django.core.checks import Error, register

from phuong6.lib.papers.lettering.fonts import missing_faces


@register()
def faces_are_there(app_configs, **kwargs) -> list[Error]:
    """A missing face shows only in the picture, never in extracted text: so it is said before printing."""
    return [Error(sentence, id="awards.E001") for sentence in missing_faces()]
