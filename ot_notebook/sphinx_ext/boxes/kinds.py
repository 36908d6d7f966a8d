"""The kinds of boxes, and what sets them apart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What a box of one kind is called, and how it behaves.

    Attributes
    ----------
    word : str
        What its label says.
    counter : str, optional
        The counter that numbers it; kinds with the same counter share one sequence.
    folded : bool
        Whether the reader opens it.
    titled : bool
        Whether a missing title is an error of the page.
    """

    word: str
    counter: str | None = None
    folded: bool = False
    titled: bool = True


STATEMENTS = {
    "definition": Kind("Definition", counter="statement"),
    "theorem": Kind("Theorem", counter="statement"),
    "proposition": Kind("Proposition", counter="statement"),
    "lemma": Kind("Lemma", counter="statement"),
    "corollary": Kind("Corollary", counter="statement"),
    "example": Kind("Example", counter="statement"),
    "remark": Kind("Remark"),
    "proof": Kind("Proof", folded=True, titled=False),
}
TASKS = {
    "exercise": Kind("Exercise", counter="exercise", titled=False),
    "solution": Kind("Solution", folded=True, titled=False),
}
ADMONITIONS = {
    "key-idea": Kind("Key idea"),
    "formula": Kind("Formula"),
    "further-reading": Kind("Further reading"),
    "hint": Kind("Hint", folded=True),
}
KINDS = STATEMENTS | TASKS | ADMONITIONS
