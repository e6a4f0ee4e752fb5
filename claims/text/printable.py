"""Characters that no document may hold: word processors and PDF files leave some in what is pasted."""

import re

# XML 1.0, production 2 (Char); DEL is allowed there and prints nothing.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """`text` without control characters, fit for XML and for a page. For what is written anew, never for a source."""
    return _UNPRINTABLE.sub("", text)
