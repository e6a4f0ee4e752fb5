"""Who else has this claim open: rendered with the page, renewed by it every 15 seconds."""

from claims.actions import presence


def part(claim, user):
    """Whoever else is here: [{"name", "editing"}]."""
    return [{"name": row.user.shown_name(), "editing": row.editing} for row in presence.others(claim, by=user)]


class PresenceSteps:
    """What ClaimAdmin does with presence."""

    def presence_addresses(self):
        return [self.step("<int:pk>/presence/", self.present, "presence")]

    def present(self, request, pk):
        """Renews who is here, and answers with who else is."""
        claim = self.find(request, pk)
        presence.here(claim, by=request.user, editing=request.POST.get("editing") == "yes")
        return self.shown(request, "desk/present.html", present=part(claim, request.user))
