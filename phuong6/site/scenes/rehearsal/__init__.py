"""A believable campaign of any size, through the real workflow functions, marked "DIỄN TẬP"."""

from phuong6.site.scenes.rehearsal.play import NotEmpty, rehearse

__all__ = ["NotEmpty", "rehearse"]
