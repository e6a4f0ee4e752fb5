"""Reads the demo's words and data, with the days and years of one debate filled in."""

import tomllib
from pathlib import Path

from django.utils import translation
from django.utils.dateformat import format as written

FOLDER = Path(__file__).parent
YEARS_BACK = 9


def named_days(held_on):
    """What stands for {hari}, {tanggal}, {weekday}, {date}, {y}, {y-1} … in the demo, for a debate on `held_on`."""
    names = {"tanggal": written(held_on, "j/n/Y"), "y": held_on.year}
    with translation.override("id"):
        names["hari"] = written(held_on, "l")
    with translation.override("en"):
        names |= {"weekday": written(held_on, "l"), "date": written(held_on, "j F Y")}
    return names | {f"y-{back}": held_on.year - back for back in range(1, YEARS_BACK)}


def filled(value, names):
    """`value`, with the names filled in wherever it holds text. Raises KeyError for a name that there is not."""
    if isinstance(value, str):
        return value.format_map(names)
    if isinstance(value, list):
        return [filled(item, names) for item in value]
    if isinstance(value, dict):
        return {key: filled(item, names) for key, item in value.items()}
    return value


def read(held_on):
    """newsroom.toml for a debate on the date `held_on`, each of its texts with its `content`, `claims` and `asides`."""
    names = named_days(held_on)
    demo = table("newsroom", names)
    for text in demo["texts"]:
        text["content"] = filled((FOLDER / text["file"]).read_text(encoding="utf-8"), names)
        work = table(text["key"], names)
        text |= {"claims": work["claim"], "asides": work["aside"]}
    return demo


def table(name, names):
    return filled(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")), names)


def fixed():
    """newsroom.toml as it stands, for what does not depend on the day."""
    return tomllib.loads((FOLDER / "newsroom.toml").read_text(encoding="utf-8"))


def people():
    """The people of the demo, with their passwords."""
    return fixed()["people"]


def time_zone():
    """The name of the newsroom's time zone."""
    return fixed()["newsroom"]["time_zone"]
