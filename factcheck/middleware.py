"""Middleware of the wiring."""

from django.middleware.locale import LocaleMiddleware


class LanguageOfTheAddress(LocaleMiddleware):
    """The language of a page is told by its address alone, so that no cache need keep a copy for each reader's."""

    def process_response(self, request, response):
        """Django's own, less its `Vary: Accept-Language`: that header of a request is never asked here."""
        response = super().process_response(request, response)
        kept = [name for name in response.headers.get("Vary", "").split(", ") if name not in ("", "Accept-Language")]
        del response.headers["Vary"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        return response
