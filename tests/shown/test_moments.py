"""A recording's address at a moment: where the host is known to take one, else as it is."""

import pytest

from claims.shown import moments


@pytest.mark.parametrize(
    ("url", "code", "leads"),
    [
        ("https://www.youtube.com/watch?v=abc", "01:12:07", "https://www.youtube.com/watch?v=abc&t=4327s"),
        ("https://m.youtube.com/watch?v=abc&t=5", "00:07", "https://m.youtube.com/watch?v=abc&t=7s"),
        ("https://youtu.be/abc", "12:07", "https://youtu.be/abc?t=727s"),
        ("https://vimeo.com/1", "00:01:00", "https://vimeo.com/1#t=60s"),
        ("https://example.org/debat.MP4?x=1", "00:01:00", "https://example.org/debat.MP4?x=1#t=60"),
        ("https://example.org/debat", "00:01:00", "https://example.org/debat"),
        ("https://notyoutube.com/watch?v=abc", "00:01:00", "https://notyoutube.com/watch?v=abc"),
        ("https://youtu.be/abc", "", "https://youtu.be/abc"),
        ("https://youtu.be/abc", "menit akhir", "https://youtu.be/abc"),
        ("", "00:01:00", ""),
    ],
)
def test_the_address_leads_to_the_moment_where_it_can(url, code, leads):
    assert moments.at(url, code) == leads
    assert moments.known(url, code) == (leads != url)
