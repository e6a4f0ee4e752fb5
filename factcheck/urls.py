"""Addresses: the API without language, the desk and the readers' pages in both (Indonesian at /, English at /en/)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from claims.desk.admin import site as desk

handler400 = "claims.site.errors.bad_request"
handler404 = "claims.site.errors.not_found"

urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}site/icon.svg")),
    path("api/v1/", include("claims.api.urls")),
    *i18n_patterns(
        path("admin/", desk.urls),
        path("", include("claims.site.urls")),
        prefix_default_language=False,
    ),
]
