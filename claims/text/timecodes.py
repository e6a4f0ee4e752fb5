"""Time codes of a recording: which one a place in the text has, and those typed into a pasted transcript.

A cue is a pair (offset, "hh:mm:ss"): what stands in the text from `offset` on is said from that time on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

Cues = tuple[tuple[int, str], ...]

_WHOLE = re.compile(r"[\[(](\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d{1,3})?[\])]")
_BARE = re.compile(
    r"^[ \t]*[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?[\])]?(?=[ \t]*(?:[-–—\n]|[ \t]\S|\Z))", re.MULTILINE
)
_FEWEST = 3  # bare codes; fewer may be clock times
_EARLY = 600  # seconds: a recording's codes begin before this, the hours of a clock do not


def written(seconds: float) -> str:
    """Seconds from the start of a recording as "hh:mm:ss"."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def timecode_at(cues: Sequence[tuple[int, str]], offset: int) -> str | None:
    """The time code of the cue that `offset` of the text falls in; None before the first and where there are none.

    `cues` are in order of their offsets.
    """
    at = bisect_right(cues, offset, key=lambda cue: cue[0]) - 1
    return cues[at][1] if at >= 0 else None


Code = tuple[int, int, int]
"""A time code typed into a text: where it begins, where it ends, and its seconds."""


def inline_codes(text: str) -> list[Code]:
    """The time codes typed into a pasted transcript: "[00:12:07]" anywhere, "12:07" or "(12:07)" at line starts.

    None where they run backwards. Those at line starts count only where there are three or more, the first in a
    recording's first ten minutes: clock times and scores are not taken for time codes.
    """
    whole = _found(_WHOLE, text)
    if whole and _runs(whole):
        return whole
    bare = _found(_BARE, text)
    if len(bare) >= _FEWEST and _runs(bare) and bare[0][2] < _EARLY:
        return bare
    return []


def inline_cues(text: str) -> Cues:
    """The inline codes of `text` as cues."""
    return tuple((start, written(time)) for start, _, time in inline_codes(text))


def _found(form: re.Pattern[str], text: str) -> list[Code]:
    out = []
    for match in form.finditer(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if seconds < 60 and (minutes < 60 or not match.group(1)):
            out.append((match.start(), match.end(), hours * 3600 + minutes * 60 + seconds))
    return out


def _runs(found: list[Code]) -> bool:
    times = [time for _, _, time in found]
    return all(a <= b for a, b in zip(times, times[1:], strict=False))
