"""The value grammar reads what people write in the cells of a service management system."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from iso20k.values import (
    dates,
    duration,
    frequency,
    hours,
    listing,
    money,
    number,
    percent,
    period,
    signs,
    target,
)
from iso20k.values.duration import Calendar, Duration
from iso20k.values.money import Money
from iso20k.values.order import Order
from iso20k.values.target import Direction


def test_one_value_has_one_spelling() -> None:
    assert signs.plain("\u2265\u00a099\uff0e9\u202f\uff05") == ">= 99.9 %"
    assert signs.plain("\u221225\u2009% \u2013 \u200bSVC\u2011001") == "-25 % - SVC-001"
    assert signs.cell("x" * 201) == ""


@pytest.mark.parametrize(
    ("text", "minutes", "calendar"),
    [
        ("15min", 15, Calendar.UNSTATED),
        ("4 h", 240, Calendar.UNSTATED),
        ("4-hour", 240, Calendar.UNSTATED),
        ("two hours", 120, Calendar.UNSTATED),
        ("half an hour", 30, Calendar.UNSTATED),
        ("1\u00bd h", 90, Calendar.UNSTATED),
        ("1,5 h", 90, Calendar.UNSTATED),
        ("1 h 30 min", 90, Calendar.UNSTATED),
        ("1 hour and 30 minutes", 90, Calendar.UNSTATED),
        ("1h30", 90, Calendar.UNSTATED),
        ("1:30 h", 90, Calendar.UNSTATED),
        ("30m", 30, Calendar.UNSTATED),
        ("1d", 1440, Calendar.UNSTATED),
        ("6 months", 262980, Calendar.UNSTATED),
        ("90 sec", Fraction(3, 2), Calendar.UNSTATED),
        ("\u2264 4 h", 240, Calendar.UNSTATED),
        ("30 min max.", 30, Calendar.UNSTATED),
        ("2h (Azure failover)", 120, Calendar.UNSTATED),
        ("0", 0, Calendar.UNSTATED),
        ("immediate", 0, Calendar.UNSTATED),
        ("4 h 24x7", 240, Calendar.CLOCK),
        ("30 calendar days", 43200, Calendar.CLOCK),
        ("2 business days", 960, Calendar.BUSINESS),
        ("2-business-day", 960, Calendar.BUSINESS),
        ("NBD", 480, Calendar.BUSINESS),
        ("4 hours (business hours)", 240, Calendar.BUSINESS),
        ("four hours within business hours", 240, Calendar.BUSINESS),
        ("4 h, 8x5", 240, Calendar.BUSINESS),
        ("2 days (Mon-Fri 08:00-18:00)", 1200, Calendar.NAMED),
    ],
)
def test_a_duration_has_minutes_and_a_calendar(text: str, minutes: Fraction, calendar: Calendar) -> None:
    read = duration.parse_duration(text)
    assert read is not None
    assert (read.minutes, read.calendar) == (minutes, calendar)


@pytest.mark.parametrize(
    "text", ["", "6M", "99 %", "2-4 hours", "1 h 2 h", "4 h for P1", ">= 4 h", "15 min / 4 h", "soon", "-4 h"]
)
def test_other_text_is_no_duration(text: str) -> None:
    assert duration.parse_duration(text) is None


def test_a_calendar_may_stand_in_another_column() -> None:
    assert duration.parse_duration("1 d", "business hours") == Duration(Fraction(480), Calendar.BUSINESS)
    assert duration.parse_duration("1 d", "24/7") == Duration(Fraction(1440), Calendar.CLOCK)
    assert duration.parse_duration("1 d", "Mon-Fri 8-18") == Duration(
        Fraction(600), Calendar.NAMED, "Mon-Fri 08:00-18:00"
    )
    assert duration.parse_duration("4 h (24x7)", "business hours") == Duration(Fraction(240), Calendar.CLOCK)


def test_sentences_mention_durations() -> None:
    found = duration.find_durations("P1: 15min response / 4h resolution, 2 business days for the rest")
    assert [(int(read.minutes), read.calendar) for read in found] == [
        (15, Calendar.UNSTATED),
        (240, Calendar.UNSTATED),
        (960, Calendar.BUSINESS),
    ]


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("15 min", "0.25 h", Order.EQUAL),
        ("4 h", "8 h", Order.LESS),
        ("4 h (24x7)", "8 h (24x7)", Order.LESS),
        ("1 business day", "8 business hours", Order.EQUAL),
        ("4 h", "4 h (24x7)", Order.NOT_COMPARABLE),
        ("4 h", "2 h (24x7)", Order.GREATER),
        ("4 h", "5 h (8x5)", Order.LESS),
        ("4 h (24x7)", "5 business hours", Order.LESS),
        ("4 h (24x7)", "4 business hours", Order.NOT_COMPARABLE),
        ("30 d (24x7)", "1 business day", Order.NOT_COMPARABLE),
        ("4 h (Mon-Fri 8-18)", "8 h (Mon-Fri 08:00-18:00)", Order.LESS),
        ("4 h (Mon-Fri 8-18)", "8 h (Mon-Sat 8-18)", Order.NOT_COMPARABLE),
        ("0", "0 h (24x7)", Order.EQUAL),
    ],
)
def test_durations_compare_only_where_it_is_certain(first: str, second: str, order: Order) -> None:
    one, other = duration.parse_duration(first), duration.parse_duration(second)
    assert one is not None
    assert other is not None
    assert duration.compare_durations(one, other) is order


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("99.95 %", "99.95"),
        ("99,95%", "99.95"),
        ("99,950 %", "99.95"),
        ("80 percent", "80"),
        ("80 per cent", "80"),
        ("\u221225 %", "-25"),
        ("\uff19\uff19\uff0e\uff19\uff05", "99.9"),
    ],
)
def test_a_percentage_is_in_percent_points(text: str, value: str) -> None:
    assert percent.parse_percent(text) == Decimal(value)


def test_other_text_is_no_percentage() -> None:
    assert [percent.parse_percent(text) for text in ("99.9", "", "%", "95-98 %", "1,2,3 %")] == [None] * 5
    assert percent.find_percents("from 80% to 99.5 percent in 2026") == (Decimal(80), Decimal("99.5"))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$80K", 80000, "$"),
        ("AUD 80,000", 80000, "AUD"),
        ("aud 80,000.50", "80000.50", "AUD"),
        ("\u20ac 2 million", 2000000, "EUR"),
        ("2 M\u20ac", 2000000, "EUR"),
        ("k\u20ac 80", 80000, "EUR"),
        ("80\u00a0000 EUR", 80000, "EUR"),
        ("80.000 EUR", 80000, "EUR"),
        ("A$1.5M", 1500000, "AUD"),
        ("$ 80K AUD", 80000, "AUD"),
        ("$1.125 million", 1125000, "$"),
        ("1'200 CHF", 1200, "CHF"),
        ("(\u20ac 1,200)", -1200, "EUR"),
        ("-\u20ac5", -5, "EUR"),
        ("USD 300 (approved)", 300, "USD"),
    ],
)
def test_money_has_an_amount_and_a_currency(text: str, amount: int | str, currency: str) -> None:
    assert money.parse_money(text) == Money(Decimal(amount), currency)


def test_a_rate_is_money_per_period() -> None:
    assert money.parse_money("$500 / month") == Money(Decimal(500), "$", "month")
    assert money.parse_money("12 000 EUR p.a.") == Money(Decimal(12000), "EUR", "year")


def test_a_bare_number_is_money_only_in_a_named_currency() -> None:
    assert [money.parse_money(text) for text in ("80", "SLA 80", "", "80 %", "EUR", "$80 EUR")] == [None] * 6
    assert money.parse_money("1,200", "eur") == Money(Decimal(1200), "EUR")


def test_money_adds_up_in_one_currency() -> None:
    euros = [Money(Decimal("0.1"), "EUR"), Money(Decimal("0.2"), "EUR")]
    assert money.sum_money(euros) == Money(Decimal("0.3"), "EUR")
    assert money.sum_money([*euros, Money(Decimal(1), "AUD")]) is None
    assert money.sum_money([*euros, Money(Decimal(1), "EUR", "month")]) is None
    assert money.sum_money([]) is None


def spelled(moment: dates.Moment | None) -> str:
    if moment is None:
        return "none"
    return (f"M{moment.month}" if moment.day is None else str(moment.day)) + "?" * moment.ambiguous


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026-03-31T10:00Z", "2026-03-31"),
        ("31 Mar 2026", "2026-03-31"),
        ("31st of March, 2026", "2026-03-31"),
        ("31-Mar-26", "2026-03-31"),
        ("March 31, 2026", "2026-03-31"),
        ("31/03/2026", "2026-03-31"),
        ("03/31/2026", "2026-03-31"),
        ("03/04/2026", "2026-04-03?"),
        ("04/04/2026", "2026-04-04"),
        ("03.04.2026", "2026-04-03"),
        ("Q2 2026", "2026-06-30"),
        ("2026-Q2", "2026-06-30"),
        ("H1 2026", "2026-06-30"),
        ("March 2026", "2026-03-31"),
        ("Feb 2028", "2028-02-29"),
        ("2026-12", "2026-12-31"),
        ("03/2026", "2026-03-31"),
        ("by end of March 2026", "2026-03-31"),
        ("2026", "2026-12-31"),
        ("Month 6", "M6"),
        ("month\u00a09", "M9"),
        ("M6", "M6"),
        ("Month six", "M6"),
        ("by month 2", "M2"),
        ("Month 6 (Stage 1)", "M6"),
        ("within 6 months", "M6"),
        ("6 months", "M6"),
        ("within two years", "M24"),
        ("in 12 weeks", "M3"),
        ("Week 8", "M2"),
        ("2026-02-30", "none"),
        ("31 Feb 2026", "none"),
        ("2026-13-01", "none"),
        ("0000-01-01", "none"),
        ("M365", "none"),
        ("24/7/365", "none"),
        ("may", "none"),
        ("TBD", "none"),
        ("", "none"),
    ],
)
def test_a_moment_is_a_day_or_a_project_month(text: str, moment: str) -> None:
    assert spelled(dates.parse_moment(text)) == moment


def test_sentences_mention_moments() -> None:
    text = "Stage 1 pass (month 6), Stage 2 by 31 Mar 2026; SVC-2026-03-31, clause 4.5.2, 10.0.0.1, 99.9 % in 2026"
    assert [spelled(moment) for moment in dates.find_moments(text)] == ["M6", "2026-03-31"]
    assert [moment.text for moment in dates.find_moments(text)] == ["month 6", "31 Mar 2026"]


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("2026-03-30", "31 Mar 2026", True),
        ("2026-03-31", "31 Mar 2026", False),
        ("Month 2", "M3", True),
        ("Month 3", "M3", False),
        ("Month 3", "2026-03-31", None),
        ("03/04/2026", "2026-03-20", None),
        ("03/04/2026", "2026-05-01", True),
    ],
)
def test_moments_compare_on_one_time_line(first: str, second: str, answer: bool | None) -> None:
    one, other = dates.parse_moment(first), dates.parse_moment(second)
    assert one is not None
    assert other is not None
    assert dates.earlier(one, other) is answer


def test_a_project_month_is_placed_by_the_project_start() -> None:
    month = dates.Moment(None, 6, ambiguous=False, text="Month 6")
    assert dates.placed(month, date(2026, 1, 31)) == date(2026, 7, 31)
    assert dates.placed(month, date(2025, 8, 31)) == date(2026, 2, 28)
    assert dates.placed(month, None) is None
    assert dates.placed(month, date.max) == date.max


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Months 1-2", "M1", "M2"),
        ("Month 3", "M3", "M3"),
        ("Months 1 and 2", "M1", "M2"),
        ("Month 4 to Month 6", "M4", "M6"),
        ("M4 \u2013 M6", "M4", "M6"),
        ("M4-6", "M4", "M6"),
        ("Months 5-3", "M5", "M3"),
        ("Jan\u2013Mar 2026", "2026-01-01", "2026-03-31"),
        ("Nov 2025 \u2013 Feb 2026", "2025-11-01", "2026-02-28"),
        ("1\u201315 Mar 2026", "2026-03-01", "2026-03-15"),
        ("1 Jan - 31 Mar 2026", "2026-01-01", "2026-03-31"),
        ("2026-01-01 to 2026-03-31", "2026-01-01", "2026-03-31"),
        ("2026-01-01/2026-03-31", "2026-01-01", "2026-03-31"),
        ("from 01.01.2026 until 31.03.2026", "2026-01-01", "2026-03-31"),
        ("Q1-Q2 2026", "2026-01-01", "2026-06-30"),
        ("Q2 2026", "2026-04-01", "2026-06-30"),
        ("2025-2026", "2025-01-01", "2026-12-31"),
        ("2026-03-31", "2026-03-31", "2026-03-31"),
    ],
)
def test_a_period_has_a_start_and_an_end(text: str, start: str, end: str) -> None:
    read = period.parse_period(text)
    assert read is not None
    assert (spelled(read.start), spelled(read.end)) == (start, end)


def test_a_period_may_be_reversed_and_other_text_is_none() -> None:
    read = period.parse_period("Months 5-3")
    assert read is not None
    assert period.is_reversed(read)
    assert [period.parse_period(text) for text in ("", "3-5", "Stage 1", "Month 1 - 2026-03-01")] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("text", "days", "ambiguous"),
    [
        ("continuous", 0, False),
        ("hourly", 1 / 24, False),
        ("every 15 min", 15 / 1440, False),
        ("Daily", 1, False),
        ("every business day", 1, False),
        ("weekly", 7, False),
        ("every Monday", 7, False),
        ("2 times per week", 3.5, False),
        ("fortnightly", 14, False),
        ("every 6 weeks", 42, False),
        ("Monthly", 30.4375, False),
        ("every other month", 60.875, False),
        ("Quarterly per client", 91.3125, False),
        ("per client quarterly", 91.3125, False),
        ("4 x per year", 91.3125, False),
        ("3-monthly", 91.3125, False),
        ("half-yearly", 182.625, False),
        ("semi-annually", 182.625, False),
        ("twice a year", 182.625, False),
        ("twice yearly", 182.625, False),
        ("annual", 365.25, False),
        ("annually and after major change", 365.25, False),
        ("every two years", 730.5, False),
        ("biennial", 730.5, False),
        ("bi-annual", 730.5, True),
        ("bi-monthly", 60.875, True),
        ("bi-weekly", 14, True),
        ("monthly (enterprise), quarterly (others)", 91.3125, True),
    ],
)
def test_a_frequency_is_an_interval(text: str, days: float, ambiguous: bool) -> None:
    read = frequency.parse_frequency(text)
    assert read is not None
    assert read.days == pytest.approx(days)
    assert read.ambiguous is ambiguous


def test_events_have_no_interval() -> None:
    texts = ("on demand", "ad hoc", "sporadic", "per release", "", "0 times per year", "99.9 %")
    assert [frequency.parse_frequency(text) for text in texts] == [None] * len(texts)


def test_what_recurs_is_due_by_the_calendar() -> None:
    quarterly = frequency.Frequency(3 * frequency.MONTH_DAYS, "quarterly", ambiguous=False)
    assert frequency.next_due(date(2025, 11, 30), quarterly) == date(2026, 2, 28)
    assert frequency.next_due(date(2026, 1, 1), frequency.Frequency(42, "", ambiguous=False)) == date(
        2026, 2, 12
    )
    assert frequency.next_due(date.max, quarterly) == date.max
    assert not frequency.overdue(date(2026, 1, 1), quarterly, date(2026, 4, 10))
    assert frequency.overdue(date(2026, 1, 1), quarterly, date(2026, 4, 11))
    assert not frequency.overdue(
        date(2020, 1, 1), frequency.Frequency(0, "", ambiguous=False), date(2026, 1, 1)
    )


@pytest.mark.parametrize(
    ("text", "weekly", "label"),
    [
        ("24x7", 10080, "24x7"),
        ("24 \u00d7 7 \u00d7 365", 10080, "24x7"),
        ("7x24", 10080, "24x7"),
        ("24/7", 10080, "24x7"),
        ("Mon-Sun 00:00-24:00", 10080, "24x7"),
        ("24x5", 7200, "24x5"),
        ("8x5", 2400, "8x5"),
        ("5x8", 2400, "8x5"),
        ("business hours", 2400, "business hours"),
        ("office hours", 2400, "business hours"),
        ("business hours (Mon-Fri 9-17)", 2400, "Mon-Fri 09:00-17:00"),
        ("weekdays 9-5", 2400, "Mon-Fri 09:00-17:00"),
        ("Mon-Fri 0800-1800", 3000, "Mon-Fri 08:00-18:00"),
        ("Mon-Fri 08:00-18:00 AEST", 3000, "Mon-Fri 08:00-18:00 AEST"),
        ("08:00-18:00 Mon-Fri (UTC+10)", 3000, "Mon-Fri 08:00-18:00 UTC+10"),
        ("Monday to Friday, 8:30 am to 5:30 pm", 2700, "Mon-Fri 08:30-17:30"),
        ("Mon\u2013Sat 7am-7pm", 4320, "Mon-Sat 07:00-19:00"),
        ("Mon-Fri 8-12, 13-17", 2400, "Mon-Fri 08:00-12:00, Mon-Fri 13:00-17:00"),
        ("Mon-Fri 08:00-18:00, Sat 09:00-13:00", 3240, "Mon-Fri 08:00-18:00, Sat 09:00-13:00"),
        ("Mon, Wed 9-17", 960, "Mon 09:00-17:00, Wed 09:00-17:00"),
        ("Mon-Fri 22:00-06:00", 2400, "Mon-Fri 22:00-30:00"),
        ("daily 06:00-22:00", 6720, "Mon-Sun 06:00-22:00"),
        ("Mon-Fri 9:00 to 17:00, excl. public holidays", 2400, "Mon-Fri 09:00-17:00"),
    ],
)
def test_service_hours_fill_a_week(text: str, weekly: int, label: str) -> None:
    read = hours.parse_hours(text)
    assert read is not None
    assert (hours.minutes_per_week(read), read.label) == (weekly, label)


def test_other_text_is_no_service_hours() -> None:
    texts = ("", "08:00-18:00", "Mon-Fri", "4 h", "99x99", "0x0", "Mon-Fri 25:00-26:00")
    assert [hours.parse_hours(text) for text in texts] == [None] * len(texts)


@pytest.mark.parametrize(
    ("support", "promise", "answer"),
    [
        ("24x7", "8x5", True),
        ("8x5", "24x7", False),
        ("business hours", "24x7", False),
        ("24x5", "business hours", True),
        ("8x5", "12x5", False),
        ("12x5", "8x5", None),
        ("8x5", "8x5", True),
        ("business hours", "Mon-Fri 9-17", None),
        ("Mon-Fri 08:00-18:00", "Mon-Fri 9-17", True),
        ("Mon-Fri 9-17", "Mon-Fri 08:00-18:00", False),
        ("Mon-Sat 9-17", "Mon-Fri 8-16", False),
        ("Mon-Fri 08:00-18:00 AEST", "Mon-Fri 9-17", True),
        ("Mon-Fri 08:00-18:00 AEST", "Mon-Fri 7-15", None),
        ("Mon-Fri 08:00-18:00 AEST", "Mon-Fri 9-17 CET", None),
    ],
)
def test_support_hours_cover_a_promise(support: str, promise: str, answer: bool | None) -> None:
    one, other = hours.parse_hours(support), hours.parse_hours(promise)
    assert one is not None
    assert other is not None
    assert hours.covers(one, other) is answer


@pytest.mark.parametrize(
    ("availability", "text", "measured", "minutes"),
    [
        ("99", "24x7", "week", 100.8),
        ("99.9", "24x7", "monthly", 43.83),
        ("99.95", "24x7", "quarter", 65.745),
        ("99.99", "24x7", "per year", 52.596),
        ("99", "8x5", "month", 104.357),
        ("99.5", "8x5", "calendar month", 52.1786),
    ],
)
def test_availability_leaves_downtime(availability: str, text: str, measured: str, minutes: float) -> None:
    agreed, length = hours.parse_hours(text), hours.parse_measure_period(measured)
    assert agreed is not None
    assert length is not None
    left = hours.allowed_downtime(Decimal(availability), agreed, length)
    assert float(left.minutes) == pytest.approx(minutes, rel=1e-4)
    assert left.calendar is (Calendar.CLOCK if text == "24x7" else Calendar.BUSINESS)


def test_a_duration_is_said_in_its_largest_unit() -> None:
    agreed = hours.parse_hours("24x7")
    assert agreed is not None
    left = hours.allowed_downtime(Decimal("99.9"), agreed, hours.MeasurePeriod.MONTH)
    assert duration.spell_duration(left) == "43.83 min (24x7)"
    assert duration.spell_duration(Duration(Fraction(90))) == "1.5 h"
    assert duration.spell_duration(Duration(Fraction(960), Calendar.BUSINESS)) == "16 h (business hours)"


LEAST, MOST, UNKNOWN = Direction.AT_LEAST, Direction.AT_MOST, Direction.UNKNOWN


@pytest.mark.parametrize(
    ("text", "direction", "figure", "unit"),
    [
        ("\u2265 99.9 %", LEAST, "99.9", "%"),
        ("at least 95%", LEAST, "95", "%"),
        ("min 95 %", LEAST, "95", "%"),
        ("95 % or more", LEAST, "95", "%"),
        ("not less than 99,9%", LEAST, "99.9", "%"),
        ("Availability \u2265 99.9 % per month", LEAST, "99.9", "%"),
        ("99.9 %", UNKNOWN, "99.9", "%"),
        ("99.9% availability", UNKNOWN, "99.9", "%"),
        ("Target: 99 %", UNKNOWN, "99", "%"),
        ("= 100 %", Direction.EXACT, "100", "%"),
        ("\u2264 5 % of changes", MOST, "5", "%"),
        ("\u221225 %", UNKNOWN, "-25", "%"),
        ("MTTR \u221225%", UNKNOWN, "-25", "%"),
        ("Reduce resolution time by 25%", UNKNOWN, "-25", "%"),
        (">= 3", LEAST, "3", ""),
        ("40+", LEAST, "40", ""),
        ("NPS 40+", LEAST, "40", ""),
        ("3 reports", UNKNOWN, "3", "reports"),
        ("no more than 2 per month", MOST, "2", "per month"),
        ("\u2265 4.2 / 5", LEAST, "4.2", "/5"),
        ("zero incidents", UNKNOWN, "0", "incidents"),
    ],
)
def test_a_target_is_a_figure_with_its_side(text: str, direction: Direction, figure: str, unit: str) -> None:
    assert target.parse_target(text) == target.Target(direction, Decimal(figure), unit)


@pytest.mark.parametrize(
    ("text", "direction", "minutes"),
    [
        ("within 4 h", MOST, 240),
        ("max. 30 min", MOST, 30),
        ("30 min max", MOST, 30),
        ("4 h or less", MOST, 240),
        ("MTTR < 4 h", MOST, 240),
        ("4-hour response", UNKNOWN, 240),
        ("within 2 business days", MOST, 960),
    ],
)
def test_a_target_may_be_a_duration(text: str, direction: Direction, minutes: int) -> None:
    read = target.parse_target(text)
    assert read is not None
    assert isinstance(read.quantity, Duration)
    assert (read.direction, int(read.quantity.minutes)) == (direction, minutes)


@pytest.mark.parametrize(
    "text",
    ["80 % within 30 min", "80% of L1 tickets within 30 minutes", "\u2265 80 % < 30 min", "30 min for 80 %"],
)
def test_a_compliance_target_has_a_share_and_a_limit(text: str) -> None:
    assert target.parse_target(text) == target.Target(LEAST, Decimal(80), "%", Duration(Fraction(30)))


def test_money_may_be_a_target() -> None:
    assert target.parse_target("<= AUD 80,000") == target.Target(MOST, Money(Decimal(80000), "AUD"))


def test_other_text_is_no_target() -> None:
    texts = (
        "",
        "best effort",
        "Stage 2 audit pass",
        "at least monthly",
        "P1: 15min / 4h",
        "95-98 %",
        "15 min / 4 h",
    )
    assert [target.parse_target(text) for text in texts] == [None] * len(texts)


def test_a_target_may_stand_in_three_columns() -> None:
    assert target.target_of("\u2265", "99.9", "%") == target.Target(LEAST, Decimal("99.9"), "%")
    assert target.target_of("max", "4", "h") == target.Target(MOST, Duration(Fraction(240)))
    assert target.target_of("<=", "40+") == target.Target(LEAST, Decimal(40))
    assert target.target_of("", "99.9 %", "%") == target.Target(UNKNOWN, Decimal("99.9"), "%")


@pytest.mark.parametrize(
    ("support", "promise", "answer"),
    [
        ("99.95 %", "\u2265 99.9 %", True),
        ("99.9 %", "\u2265 99.9 %", True),
        ("99.5 %", "\u2265 99.9 %", False),
        ("4 h", "\u2264 8 h", True),
        ("8 h", "\u2264 4 h", False),
        ("4 h (24x7)", "\u2264 8 h (8x5)", True),
        ("8 h (8x5)", "\u2264 8 h (24x7)", None),
        ("4 h", "8 h", None),
        ("\u2265 4 %", "\u2264 8 %", None),
        ("99 %", "\u2264 4 h", None),
        ("3 reports", "\u2265 2 tickets", None),
        ("EUR 5", "\u2264 EUR 6", True),
        ("AUD 5", "\u2264 EUR 6", None),
        ("90 % within 20 min", "80 % within 30 min", True),
        ("90 % within 40 min", "80 % within 30 min", None),
        ("80 % within 40 min", "80 % within 30 min", False),
        ("80 % within 30 min", "\u2265 80 %", None),
    ],
)
def test_support_backs_a_promise(support: str, promise: str, answer: bool | None) -> None:
    one, other = target.parse_target(support), target.parse_target(promise)
    assert one is not None
    assert other is not None
    assert target.at_least_as_strict(one, other) is answer


def test_a_known_side_of_the_metric_decides() -> None:
    one, other = target.parse_target("4 h"), target.parse_target("8 h")
    assert one is not None
    assert other is not None
    assert target.at_least_as_strict(one, other, MOST) is True
    assert target.at_least_as_strict(one, other, LEAST) is False


@pytest.mark.parametrize(
    "text",
    [
        "Achieve 99.5% SLA compliance",
        "Monthly SLA compliance %",
        "Reach maturity level 3+ for all clause areas",
        "Achieve ISO 20000 certification within 9 months",
        "MTTR from Jira",
        "see KPI-001",
        "40+ NPS",
        "respond within 4 h",
        "Reduce incidents to 12",
        "zero unauthorised changes",
        "AUD 2000 saved",
    ],
)
def test_a_figure_measures(text: str) -> None:
    assert target.is_measurable(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Achieve ISO 20000 certification",
        "ISO/IEC 20000-1:2011",
        "Stage 2 audit pass",
        "Migration complete, spreadsheets retired",
        "Month 3",
        "Be better in 2026",
        "by 31 Mar 2026",
        "1. Improve service",
        "improve the 1st line",
        "P1 incidents",
        "SVC-001 improved",
        "24x7 support",
        "Clause 4.5.2",
    ],
)
def test_a_name_with_a_number_does_not_measure(text: str) -> None:
    assert not target.is_measurable(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", "1200"),
        ("1\u202f200", "1200"),
        ("1'200", "1200"),
        ("1.200", "1.2"),
        ("1.200,5", "1200.5"),
        ("1,200.5", "1200.5"),
        ("1.200.000", "1200000"),
        ("0,125", "0.125"),
        ("120 employees", "120"),
        ("45 clients (5 enterprise)", "45"),
        ("~45", "45"),
        ("80K", "80000"),
        ("120+", "120"),
        ("two", "2"),
        ("\u22123", "-3"),
    ],
)
def test_a_count_is_a_number(text: str, value: str) -> None:
    assert number.parse_number(text) == Decimal(value)


def test_other_text_is_no_count() -> None:
    texts = ("", "n/a", "2026-03-31", "P1", "24x7", "1st", "1.2.3", "3 - 4")
    assert [number.parse_number(text) for text in texts] == [None] * len(texts)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("3", "3"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("6", "6"),
        ("-1", "-1"),
        ("3 - defined", "3"),
        ("3 (Defined)", "3"),
        ("Defined (3)", "3"),
        ("Level 3", "3"),
        ("Maturity level 3", "3"),
        ("L3", "3"),
        ("3/5", "3"),
        ("3 of 5", "3"),
    ],
)
def test_a_score_may_carry_its_name(text: str, score: str) -> None:
    assert number.parse_score(text) == Decimal(score)


def test_other_text_is_no_score() -> None:
    assert [number.parse_score(text) for text in ("", "n/a", "3-4", "2026-03-31", "Defined")] == [None] * 5


def test_ratings_compare_on_one_scale() -> None:
    high, low, four = (number.parse_rating(text) for text in ("H", "low", "High (4)"))
    assert high is not None
    assert low is not None
    assert four is not None
    assert number.compare_ratings(high, low) is Order.GREATER
    assert number.compare_ratings(high, four) is Order.NOT_COMPARABLE
    assert number.parse_rating("very-high") == number.parse_rating("Critical")
    assert number.parse_rating("soon") is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("A, B; C<br>D\nE", ("A", "B", "C", "D", "E")),
        ("Incident (P1, P2), Backup and Recovery", ("Incident (P1, P2)", "Backup and Recovery")),
        ("SVC-001, SVC-002 and SVC-003", ("SVC-001", "SVC-002", "SVC-003")),
        ("SVC-001 / SVC-002", ("SVC-001", "SVC-002")),
        ("1,200, 3,400", ("1,200", "3,400")),
        ("4.1,4.2,4.3", ("4.1", "4.2", "4.3")),
        ("- A\n\u2022 B", ("A", "B")),
        ("A (b, c", ("A (b", "c")),
        ("A; ;\u2014", ("A",)),
        ("", ()),
    ],
)
def test_a_cell_lists_things(text: str, items: tuple[str, ...]) -> None:
    assert listing.split_list(text) == items


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("SVC-001 Cloud Hosting", ("SVC-001", "Cloud Hosting")),
        ("SVC-001: Cloud Hosting", ("SVC-001", "Cloud Hosting")),
        ("SVC-001 \u2013 Cloud Hosting", ("SVC-001", "Cloud Hosting")),
        ("Cloud Hosting (SVC-001)", ("SVC-001", "Cloud Hosting")),
        ("svc\u2011001", ("SVC-001", "")),
        ("VM-ACME-001", ("VM-ACME-001", "")),
        ("Cloud Hosting", None),
        ("ISO 20000", None),
    ],
)
def test_a_reference_is_an_identifier_and_a_name(text: str, reference: tuple[str, str] | None) -> None:
    assert listing.parse_identifier(text) == reference


def test_text_refers_by_identifiers() -> None:
    text = "see SVC-001, svc\u2013002 and AES-256; KPI-001/KPI-002, CAPA-2025-003, SVC-001, XSVC-001"
    assert listing.find_identifiers(text) == ("SVC-001", "SVC-002", "KPI-001", "KPI-002", "CAPA-2025-003")
    assert listing.find_identifiers("VM-ACME-001 on SVC-001", ("VM",)) == ("VM-ACME-001",)
    assert listing.without_identifiers("SVC-001 up") == "  up"


@pytest.mark.parametrize("text", ["this and that", "as any", "amount", "a mystery"])
def test_words_that_begin_like_a_duration_are_none(text: str) -> None:
    assert duration.find_durations(text) == ()
