"""A file that is not taken, and the sentence that says why and what to do."""


class Refusal(ValueError):  # noqa: N818 - it is the answer to a person, not a fault of the program
    """`str()` of it is a Vietnamese sentence to show next to the file field."""
