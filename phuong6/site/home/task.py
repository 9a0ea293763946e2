"""One line of the start page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One thing to do: the sentence, where, its state as a word with a tone, a hint."""

    label: str
    url: str = ""
    state: str = ""
    tone: str = "waiting"
    hint: str = ""
