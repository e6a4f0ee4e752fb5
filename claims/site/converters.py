"""Parts of the readers' addresses that Django has no converter for. Importing this registers them."""

from django.urls import register_converter


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


register_converter(Year, "year")
register_converter(Month, "month")
