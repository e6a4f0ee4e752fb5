"""Parts of the readers' addresses that Django has no converter for. Importing this registers them."""

import re

from django.urls import register_converter
from django.urls.converters import StringConverter

from claims.site.feed_forms import FORMS


class Digits:
    """A whole number written with as many digits as the pattern says: one address for each page."""

    width = 2

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:0{self.width}d}"


class Year(Digits):
    regex = "[12][0-9]{3}"
    width = 4


class Month(Digits):
    regex = "(?:0[1-9]|1[0-2])"


class FeedForm(StringConverter):
    """The end of a feed's address, which says in what form it is."""

    regex = "|".join(re.escape(name) for name in FORMS)


class Section(StringConverter):
    regex = "pages|speakers|events|articles|figures"


register_converter(FeedForm, "feed")
register_converter(Section, "section")
register_converter(Year, "year")
register_converter(Month, "month")
