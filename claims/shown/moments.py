"""A recording's address at a moment of it, where its host is known to take one."""

from urllib.parse import parse_qsl, urlencode, urlsplit

# Host: how it takes a moment, with the seconds in place of {}. "?" adds to the query, "#" sets the fragment.
HOSTS = {
    "youtube.com": "?t={}s",
    "youtu.be": "?t={}s",
    "dailymotion.com": "?start={}",
    "facebook.com": "?t={}",
    "vimeo.com": "#t={}s",
}
FILES = (".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".oga", ".ogv")


def seconds(code):
    """The seconds of a time code "01:12:07", "12:07" or "7"; None for what is none."""
    parts = (code or "").split(":")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


def at(url, code):
    """`url` at the moment `code`, or `url` as it is where its host is not known to take one."""
    at_second = seconds(code)
    if not url or at_second is None:
        return url
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    how = HOSTS.get(host) or ("#t={}" if parts.path.lower().endswith(FILES) else None)
    if how is None:
        return url
    added = how[1:].format(at_second)
    if how[0] == "#":
        return parts._replace(fragment=added).geturl()
    name = added.partition("=")[0]
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return parts._replace(query="&".join(filter(None, [urlencode(query), added]))).geturl()


def known(url, code):
    """Whether `at` leads to the moment itself."""
    return at(url, code) != url
