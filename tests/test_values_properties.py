"""Laws that hold for every value: spelling and reading agree, orders are orders, and no text does harm."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iso20k.values import dates, duration, frequency, hours, listing, money, number, percent, period, target
from iso20k.values.duration import Calendar, Duration, compare_durations
from iso20k.values.order import Order

READERS: tuple[Callable[[str], object], ...] = (
    duration.parse_duration,
    duration.find_durations,
    duration.parse_basis,
    percent.parse_percent,
    percent.find_percents,
    money.parse_money,
    dates.parse_moment,
    dates.find_moments,
    period.parse_period,
    frequency.parse_frequency,
    frequency.find_frequencies,
    hours.parse_hours,
    hours.parse_measure_period,
    target.parse_target,
    target.is_measurable,
    number.parse_number,
    number.parse_score,
    number.parse_rating,
    listing.split_list,
    listing.parse_identifier,
    listing.find_identifiers,
)

WORDS = [
    "24x7",
    "8x5",
    "Mon-Fri",
    "Mon",
    "Sat",
    "08:00-18:00",
    "9-5",
    "7am",
    "AEST",
    "business",
    "hours",
    "days",
    "h",
    "min",
    "%",
    ">=",
    "≤",
    "at",
    "least",
    "within",
    "max.",
    "or",
    "more",
    "+",
    "-",
    "–",
    "−",
    ",",
    ".",
    ";",
    ":",
    "/",
    "(",
    ")",
    "$",
    "€",
    "AUD",
    "EUR",
    "K",
    "million",
    "per",
    "month",
    "M6",
    "Month",
    "Months",
    "Q2",
    "2026",
    "31",
    "Mar",
    "03/04/2026",
    "2026-03-31",
    "2026-02-30",
    "every",
    "6",
    "weeks",
    "twice",
    "a",
    "year",
    "bi-annual",
    "monthly",
    "Level",
    "3",
    "SVC-001",
    "KPI",
    "and",
    "to",
    "of",
    "99.9",
    "1,200",
    "0",
    "two",
    "half",
    "an",
    "1e999",
    "²",
    "٣",
    "Ⅷ",
    "<br>",
    "İ",
    "ſ",
]
PHRASES = st.lists(st.sampled_from([*WORDS, " ", "  ", "\u00a0"]), max_size=14).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda joint: joint.join(words))
)

DURATIONS = st.builds(
    lambda minutes, kind: Duration(Fraction(minutes), kind[0], kind[1]),
    st.integers(0, 12),
    st.sampled_from(
        [
            (Calendar.CLOCK, ""),
            (Calendar.BUSINESS, ""),
            (Calendar.UNSTATED, ""),
            (Calendar.NAMED, "Mon-Fri 08:00-18:00"),
            (Calendar.NAMED, "Mon-Sat 08:00-18:00"),
        ]
    ),
)
MOMENTS = st.one_of(
    st.builds(
        lambda day: dates.Moment(day, None, ambiguous=False, text=""),
        st.dates(date(2025, 1, 1), date(2025, 3, 1)),
    ),
    st.builds(lambda month: dates.Moment(None, month, ambiguous=False, text=""), st.integers(0, 5)),
    st.builds(
        lambda day, month: dates.Moment(date(2025, month, day), None, ambiguous=True, text=""),
        st.integers(1, 12),
        st.integers(1, 12),
    ),
)


@pytest.mark.parametrize("read", READERS)
@given(text=st.one_of(st.text(max_size=300), PHRASES))
def test_no_text_raises(read: Callable[[str], object], text: str) -> None:
    read(text)


HOSTILE = (
    "0 \u017f",
    "3 m\u0131n",
    "1" * 10_000,
    "1 " * 5_000,
    "1,000" * 2_000,
    "1," * 5_000,
    "1.1" * 3_333,
    "9" * 199,
    " " * 10_000 + "x",
    "(" * 10_000,
    "((a,b)" * 1_600,
    ")," * 5_000,
    "(," * 5_000 + ")",
    "Mon-" * 2_500,
    "Mon, " * 39,
    "every 1 " * 1_250,
    "within the " * 900,
    "1 h " * 2_500,
    "1 h " * 48,
    "1 Jan " * 1_600,
    "Jan-" * 49,
    "-" * 10_000,
    "- " * 99,
    "M1 " * 3_300,
    "80 % x" * 1_600,
    "80 % x" * 33,
    "at least " * 1_100,
    "at least " * 22,
    "A-" * 5_000,
    "SVC-001-" * 1_250,
    "SVC-1 and " * 1_000,
    "twenty-" * 1_400,
    "once 1 " * 28,
    "a" * 10_000,
    "a " * 99 + "1",
    "\u00a0\u2013" * 5_000,
    "$" * 10_000,
    "k" * 199,
)


@pytest.mark.parametrize("read", READERS)
def test_hostile_text_is_answered(read: Callable[[str], object]) -> None:
    """A search that goes back and forth over such a text would not come to an end."""
    for text in HOSTILE:
        read(text)


@given(count=st.integers(1, 9_999), quarters=st.integers(0, 3))
def test_a_duration_reads_the_same_in_several_spellings(count: int, quarters: int) -> None:
    figure = Decimal(count) + Decimal(quarters) / 4
    minutes = Fraction(figure) * 60
    spellings = (f"{figure} h", f"{figure}h", f"{figure}\u00a0hours", f"{str(figure).replace('.', ',')} hrs")
    for spelling in spellings if quarters != 0 or count < 1000 else spellings[:3]:
        assert duration.parse_duration(spelling) == Duration(minutes)
    assert duration.parse_duration(f"{count} h {quarters * 15} min") == Duration(minutes)
    assert duration.parse_duration(f"{figure} h (business hours)") == Duration(minutes, Calendar.BUSINESS)


@given(minutes=st.integers(0, 5_000_000), calendar=st.sampled_from(list(Calendar)))
def test_units_convert_exactly(minutes: int, calendar: Calendar) -> None:
    basis = {Calendar.UNSTATED: "", Calendar.NAMED: "Mon-Fri 8-18"}.get(calendar, calendar.value)
    as_minutes = duration.parse_duration(f"{minutes} min", basis)
    as_seconds = duration.parse_duration(f"{minutes * 60} s", basis)
    assert as_minutes is not None
    assert as_seconds is not None
    assert as_minutes == as_seconds
    assert compare_durations(as_minutes, as_seconds) is Order.EQUAL
    hours_and_rest = duration.parse_duration(f"{minutes // 60} h {minutes % 60} min", basis)
    assert hours_and_rest == as_minutes


@given(first=DURATIONS, second=DURATIONS)
def test_the_order_of_durations_is_antisymmetric(first: Duration, second: Duration) -> None:
    mirrored = {Order.LESS: Order.GREATER, Order.GREATER: Order.LESS}
    order = compare_durations(first, second)
    assert compare_durations(second, first) is mirrored.get(order, order)
    assert compare_durations(first, first) is Order.EQUAL


@given(first=DURATIONS, second=DURATIONS, third=DURATIONS)
def test_the_order_of_durations_is_transitive(first: Duration, second: Duration, third: Duration) -> None:
    steps = {compare_durations(first, second), compare_durations(second, third)}
    if steps == {Order.LESS}:
        assert compare_durations(first, third) is Order.LESS


@given(first=MOMENTS, second=MOMENTS, third=MOMENTS)
def test_earlier_is_a_strict_order(first: dates.Moment, second: dates.Moment, third: dates.Moment) -> None:
    assert not dates.earlier(first, first)
    if dates.earlier(first, second):
        assert dates.earlier(second, first) is False
        if dates.earlier(second, third):
            assert dates.earlier(first, third)


@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_date_reads_the_same_in_several_spellings(day: date) -> None:
    name = ("January", "February", "March", "April", "May", "June", "July")
    names = (*name, "August", "September", "October", "November", "December")
    month = names[day.month - 1]
    for spelling in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3].upper()} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"by {day.isoformat()}",
    ):
        read = dates.parse_moment(spelling)
        assert read is not None
        assert read.day == day
        found = dates.find_moments(f"due {spelling}; then")
        assert [moment.day for moment in found] == [day]


@given(first=st.integers(1, 120), second=st.integers(1, 120))
def test_a_period_of_months_reads_the_same_in_several_spellings(first: int, second: int) -> None:
    for spelling in (
        f"Months {first}-{second}",
        f"M{first} \u2013 M{second}",
        f"Month {first} to Month {second}",
        f"months {first} to {second}",
    ):
        read = period.parse_period(spelling)
        assert read is not None
        assert (read.start.month, read.end.month) == (first, second)


@given(cents=st.integers(0, 10**12))
def test_money_reads_the_same_in_several_spellings(cents: int) -> None:
    amount = Decimal(cents) / 100
    for spelling in (
        f"EUR {amount:.2f}",
        f"\u20ac{amount:,.2f}",
        f"{amount:,.2f} EUR",
        f"{amount:,.2f}".replace(",", " ") + " \u20ac",
    ):
        assert money.parse_money(spelling) == money.Money(amount, "EUR")


@given(amounts=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
def test_money_adds_up_exactly(amounts: list[int]) -> None:
    total = money.sum_money(money.Money(Decimal(cents) / 100, "AUD") for cents in amounts)
    assert total == money.Money(Decimal(sum(amounts)) / 100, "AUD")


@given(thousandths=st.integers(0, 100_000))
def test_a_percentage_reads_the_same_in_several_spellings(thousandths: int) -> None:
    value = Decimal(thousandths) / 1000
    for spelling in (f"{value} %", f"{value}%", f"{str(value).replace('.', ',')}\u202f%", f"{value} percent"):
        assert percent.parse_percent(spelling) == value
        assert target.parse_target(f"\u2265 {spelling}") == target.Target(
            target.Direction.AT_LEAST, value, "%"
        )


@given(
    spans=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 22), st.integers(1, 24)), min_size=1, max_size=4
    )
)
def test_service_hours_cover_themselves_and_their_parts(spans: list[tuple[int, int, int]]) -> None:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    parts = [f"{names[day]} {start:02}:00-{min(24, start + length):02}:00" for day, start, length in spans]
    whole = hours.parse_hours(", ".join(parts))
    assert whole is not None
    assert 0 < whole.weekly <= 10080
    assert hours.covers(whole, whole) is True
    for part in parts:
        read = hours.parse_hours(part)
        assert read is not None
        assert hours.covers(whole, read) is True


@given(last=st.dates(), days=st.sampled_from([1.0, 7.0, 30.4375, 42.0, 91.3125, 365.25, 730.5]))
def test_what_is_due_is_not_yet_overdue(last: date, days: float) -> None:
    every = frequency.Frequency(days, "", ambiguous=False)
    due = frequency.next_due(last, every)
    assert due >= last
    assert not frequency.overdue(last, every, due)


@given(
    numbers=st.lists(st.integers(1, 9999), min_size=1, max_size=6, unique=True),
    joint=st.sampled_from([", ", ";", "\n", " and ", "<br>"]),
)
def test_identifiers_survive_any_joint(numbers: list[int], joint: str) -> None:
    identifiers = tuple(f"SVC-{value:03}" for value in numbers)
    assert listing.split_list(joint.join(identifiers)) == identifiers
    assert listing.find_identifiers(joint.join(identifiers)) == identifiers
