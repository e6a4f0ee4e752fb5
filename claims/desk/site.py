"""The desk: Django's admin as the newsroom's own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    site_title = site_header = "Factcheck"
    index_title = _("Desk")
