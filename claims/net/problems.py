"""Why something could not be fetched: for programs, and in words for people."""

from django.utils.translation import gettext_lazy as _


class NetError(Exception):
    """What could not be fetched: `code` for programs, `message` for people, and whether a `retry` may help."""

    code, retry, message = "", False, ""

    def __init__(self, detail="", retry=None):
        self.detail = detail
        self.retry = type(self).retry if retry is None else retry
        super().__init__(f"{self.code}: {detail}" if detail else self.code)


class BadAddress(NetError):
    code, message = "bad_address", _("This is not a complete web address.")


class RefusedScheme(NetError):
    code, message = "refused_scheme", _("Only addresses that begin with http:// or https:// are fetched.")


class RefusedPort(NetError):
    code, message = "refused_port", _("Addresses with this port are not fetched.")


class RefusedAddress(NetError):
    code, message = "refused_address", _("This address does not lead to a public web server, so it is not fetched.")


class SwitchedOff(NetError):
    code, message = "off", _("This newsroom is set up to fetch nothing from the web.")


class TooManyRedirects(NetError):
    code, message = "too_many_redirects", _("The server sent us from address to address without end.")


class TooLarge(NetError):
    code, message = "too_large", _("The answer of the server is too large to keep.")


class TimedOut(NetError):
    code, retry, message = "timed_out", True, _("The server did not answer in time.")


class NameUnknown(NetError):
    code, retry, message = "dns", True, _("There is no server of this name, or its name could not be looked up.")


class TlsFailed(NetError):
    code, message = "tls", _("The server's certificate is not valid.")


class RobotsForbid(NetError):
    code, message = "robots", _("The site asks programs not to fetch this page (robots.txt).")


class ConnectionFailed(NetError):
    code, retry, message = "connection", True, _("The connection to the server failed.")


MESSAGES = {kind.code: kind.message for kind in NetError.__subclasses__()}
