"""A file that is not taken, and the sentence that says why and what to do."""

MOST_NAMED = 10  # bad files of one upload that are named one by one


class Refusal(ValueError):
    """`str()` of it is a Vietnamese text to show next to the file field; `sentences` are its parts."""

    @property
    def sentences(self) -> list[str]:
        return list(self.args)

    def __str__(self) -> str:
        return " ".join(self.args)


def refusal_of_all(bad: list[str], *, of: int = 0) -> Refusal:
    """Every bad file of one upload in a sentence of its own, the first ten; the others are counted.

    `of` is how many files came: where some were good it is said that they were not kept either.
    """
    sentences, more = bad[:MOST_NAMED], len(bad) - MOST_NAMED
    if more > 0:
        sentences.append(f"… và {more} tệp khác cũng không nhận được.")
    if of > len(bad):
        sentences.append("Chưa tệp nào được nhận. Hãy thay hoặc bỏ các tệp nêu trên rồi đưa lên lại.")
    return Refusal(*sentences)
