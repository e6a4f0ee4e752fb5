"""Django's view of the house: the core with its defaults after each migration, and the admin as the desk."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


def lay_foundations(sender, **kwargs):
    """Role groups, the default newsroom, its rating scale, the sequence, the index of earlier claims: there after every
    migration."""
    from claims.actions import foundations, matches  # models are not loaded when this file is

    foundations.ensure()
    matches.ensure()


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Factcheck"

    def ready(self):
        post_migrate.connect(lay_foundations, sender=self)
        autodiscover_modules("tasks")  # a web process enqueues by name, which wants them registered


class DeskConfig(SimpleAdminConfig):
    default_site = "claims.desk.site.DeskSite"
