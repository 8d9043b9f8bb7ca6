"""The spelling of numbers: digits grouped and pointed in several ways, and number words."""

from decimal import Decimal
from typing import Final

from iso20k.values.deferred import deferred

AMOUNT: Final = (
    r"(?:[0-9]{1,3}(?:[ ,.'][0-9]{3}){1,4}(?:[.,][0-9]{1,6})?(?![0-9])"
    r"|[0-9]{1,15}(?:[.,][0-9]{1,9})?(?![0-9])"
    r"|[.,][0-9]{1,9}(?![0-9]))"
)

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_TEENS: Final = {"fourteen": 14, "fifteen": 15, "eighteen": 18}
_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "ninety": 90,
}
WORDS: Final[dict[str, int]] = {
    **{word: value for value, word in enumerate(_ONES)},
    **_TEENS,
    **_TENS,
    **{f"{ten}-{_ONES[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)},
}
# a short pattern, since it stands in many others and each costs its compilation
WORD: Final = f"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join((*_TEENS, *_ONES))})"
COUNT: Final = rf"(?:{AMOUNT}|{WORD}(?![a-z]))"

_GROUPED: Final = deferred(r"[0-9]{1,3}(?:[,.][0-9]{3})+")


def number_of(raw: str, *, grouping: str = ",") -> Decimal | None:
    """A spelled number has one value: "1,200", "1 200", "1.200,5", "two"; None when the marks contradict.

    With both marks present the last one is the decimal mark. A single mark before exactly three digits
    groups thousands when it stands in `grouping` ("," for counts, ",." for money, "" for percents).
    """
    word = raw.lower()
    if word in WORDS:
        return Decimal(WORDS[word])
    compact = raw.replace(" ", "").replace("'", "")
    marks = [sign for sign in compact if sign in ",."]
    if not marks:
        return Decimal(compact)
    mark = marks[-1]
    if len(set(marks)) == 1 and _groups(compact, mark, len(marks), grouping):
        return Decimal(compact.replace(mark, ""))
    if marks.count(mark) > 1:
        return None
    other = "," if mark == "." else "."
    return Decimal(compact.replace(other, "").replace(mark, "."))


def _groups(compact: str, mark: str, count: int, grouping: str) -> bool:
    if not _GROUPED().fullmatch(compact):
        return False
    return count > 1 or (mark in grouping and not compact.startswith("0"))
