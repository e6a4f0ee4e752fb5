"""Whole numbers as addresses and forms bring them."""

LONGEST = 18  # digits; what is longer is no key and no offset, and more than 4300 Python refuses to read


def whole(text):
    """The number that `text` writes in digits; None for anything else, or for more than any row could hold."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST else None


def span_of(text):
    """(start, end) of "12-34"; None for anything else."""
    start, _dash, end = (text or "").partition("-")
    numbers = whole(start), whole(end)
    return None if None in numbers else numbers
