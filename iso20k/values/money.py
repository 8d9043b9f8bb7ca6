"""Amounts of money, each in its currency and, for rates, per its period."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from iso20k.values.deferred import deferred
from iso20k.values.digits import AMOUNT, number_of
from iso20k.values.signs import cell, split_remark

_CODES: Final = (
    "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD",
    "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR",
    "PLN", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
)  # fmt: skip
_SYMBOLS: Final = {
    "us$": "USD", "au$": "AUD", "a$": "AUD", "ca$": "CAD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "r$": "BRL", "$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "euros": "EUR", "euro": "EUR",
    "dollars": "$", "dollar": "$",
}  # fmt: skip
_CURRENCIES: Final = {**{code.lower(): code for code in _CODES}, **_SYMBOLS}
_SCALES: Final = {
    "": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_PERIODS: Final = {"annum": "year", "a": "year", "yr": "year", "mo": "month", "pa": "year", "pm": "month"}

_CURRENCY: Final = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_SCALE: Final = r"million|thousand|billion|mio\.?|mn|bn|[kmb]"
_RATE: Final = (
    r" ?(?:/|per|a|an|each) ?(?P<per>year|yr|annum|month|mo|quarter|week|day|hour|user)|,? p\.? ?(?P<p>[am])"
)
_MONEY: Final = deferred(
    rf"(?P<open>\()?(?P<sign>[-+] ?)?(?P<before>k?(?:{_CURRENCY}))? ?(?P<minus>- ?)?(?P<raw>{AMOUNT})"
    rf" ?(?P<scale>(?:{_SCALE})(?![a-z]))? ?(?P<after>[km]?(?:{_CURRENCY})(?![a-z]))?(?P<close>\))?(?:{_RATE})?",
    re.IGNORECASE,
)


class Money(NamedTuple):
    """An amount in one currency (ISO 4217 code; "$" or "¥" where the writer did not say whose); `per` for rates."""

    amount: Decimal
    currency: str
    per: str = ""


def parse_money(text: str, currency: str = "") -> Money | None:
    """Money is an amount with its currency: "$80K", "AUD 80,000", "€ 2 million", "80 000 EUR", "$500 / month".

    A mark before exactly three digits groups thousands ("80.000 EUR" is 80 000) unless a scale follows.
    `currency`: the one named elsewhere, such as in a column, for a bare number; without any it is not money.
    """
    spelled = cell(text).removesuffix(".-").removesuffix(",-")
    found = _MONEY().fullmatch(spelled) or _MONEY().fullmatch(split_remark(spelled)[0])
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    before, first = _currency(found["before"])
    after, second = _currency(found["after"])
    scale = _SCALES[(found["scale"] or "").lower().rstrip(".")] * first * second
    value = number_of(found["raw"], grouping="," if scale > 1 else ",.")
    name = _agreed(before, after) if before or after else _named(currency)
    if value is None or not name:
        return None
    negative = bool(found["open"]) or "-" in (found["sign"] or "") or bool(found["minus"])
    return Money(value * (-scale if negative else scale), name, _period(found))


def sum_money(amounts: Iterable[Money]) -> Money | None:
    """Amounts add up in one currency and one period; otherwise, and for no amounts, there is no sum."""
    items = tuple(amounts)
    if not items or len({(item.currency, item.per) for item in items}) != 1:
        return None
    return items[0]._replace(amount=sum((item.amount for item in items), Decimal(0)))


def _currency(sign: str | None) -> tuple[str, int]:
    lowered = (sign or "").lower()
    if lowered in _CURRENCIES:
        return _CURRENCIES[lowered], 1
    if lowered[1:] in _CURRENCIES:
        return _CURRENCIES[lowered[1:]], _SCALES[lowered[0]]
    return "", 1


def _agreed(before: str, after: str) -> str:
    if before and after and before != after:
        return _named(after) if before == "$" and after.endswith("D") else ""
    return before or after


def _named(currency: str) -> str:
    stripped = currency.strip()
    return _CURRENCIES.get(stripped.lower(), stripped.upper())


def _period(found: re.Match[str]) -> str:
    per = (found["per"] or "").lower()
    if found["p"]:
        per = "pa" if found["p"].lower() == "a" else "pm"
    return _PERIODS.get(per, per)
