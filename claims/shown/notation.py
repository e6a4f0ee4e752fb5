"""Numbers and dates as readers write them: 3,14 and 14.05 WIB in Indonesian, 3.14 and 14:05 WIB in English."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.dateformat import format as formatted

MARKS = {"id": (".", ","), "en": (",", ".")}  # of thousands, of decimals


def language():
    """The present language, one of ours."""
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def number(value):
    """A number (int, float, Decimal, or such text) in the present language's notation; None gives "".

    Four digits stay together: 2024 may be a year, and 1.234 reads as a decimal to half of the readers.
    """
    if value is None or value == "":
        return ""
    thousands, point = MARKS[language()]
    value = Decimal(str(value))
    whole, _dot, rest = f"{abs(value):f}".partition(".")
    rest = rest.rstrip("0")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", thousands)
    return ("−" if value < 0 else "") + whole + (point + rest if rest else "")


def as_time(value):
    """A datetime from RFC 3339 text or a datetime."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def day(value):
    """A date (date, or ISO text) in full: 4 November 2024."""
    value = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return formatted(value, "j F Y")


def zoned(value, zone=None):
    """A time (aware datetime, or RFC 3339 text) in `zone`: a ZoneInfo, an IANA name, or by default the settings'."""
    zone = zone or settings.TIME_ZONE
    return as_time(value).astimezone(zone if isinstance(zone, ZoneInfo) else ZoneInfo(str(zone)))


def zone_name(value):
    """What readers call the zone of an aware datetime: WIB, WITA, WIT, else its own short name or UTC+03."""
    name = value.tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" else name


def moment(value, zone=None):
    """Date and time in full with the zone's name: 4 November 2024, 14.05 WIB."""
    local = zoned(value, zone)
    clock = formatted(local, "H.i" if language() == "id" else "H:i")
    return f"{day(local.date())}, {clock} {zone_name(local)}"
