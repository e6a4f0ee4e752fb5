"""The people of the newsroom. Who acted is never deleted, only deactivated and pseudonymised."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from claims.workflow import Role


class User(AbstractUser):
    """A member of staff. Roles are Django groups with the names of `claims.workflow.Role`."""

    newsroom = models.ForeignKey("claims.Newsroom", null=True, blank=True, on_delete=models.PROTECT)
    mail_notices = models.BooleanField(default=True, db_default=True, help_text="Notices come by e-mail too.")
    pseudonymised_at = models.DateTimeField(null=True, blank=True)

    def roles(self):
        """The set of Role this person holds; a superuser holds all. Read once per instance."""
        if not hasattr(self, "_roles"):
            names = set(Role) if self.is_superuser else set(self.groups.values_list("name", flat=True))
            self._roles = {role for role in Role if role in names} if self.is_active else set()
        return self._roles

    def shown_name(self):
        """How colleagues read this person's name on the desk."""
        return self.get_full_name() or self.username
