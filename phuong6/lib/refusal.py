"""A file that is not taken, and the sentence that says why and what to do."""


class Refusal(ValueError):
    """`str()` of it is a Vietnamese sentence to show next to the file field."""
