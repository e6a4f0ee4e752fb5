"""The steps on a claim's sources: attach, edit, withhold, keep a file, remove."""

from django.http import Http404
from django.utils.translation import gettext

from claims.actions import sources, uploads
from claims.desk.captures import UploadForm
from claims.desk.claim_forms import SourceForm, WithholdForm


class SourceSteps:
    """What ClaimAdmin does with sources: each address validates its form and calls one action by `attempt`."""

    def source_addresses(self):
        return [
            self.address("<int:pk>/sources/add/", self.add_source, "add_source"),
            self.address("<int:pk>/sources/<int:source>/edit/", self.edit_source, "edit_source"),
            self.step("<int:pk>/sources/<int:source>/remove/", self.remove_source, "remove_source"),
            self.address("<int:pk>/sources/<int:source>/upload/", self.upload, "upload"),
            self.address("<int:pk>/sources/<int:source>/withhold/", self.withhold_source, "withhold_source"),
        ]

    def add_source(self, request, pk):
        if request.method != "POST":
            return self.back(request, pk)
        form = SourceForm(request.POST)

        def save(claim, form, **who):
            return sources.add(claim, **form.cleaned_data, **who)

        return self.attempt(request, pk, "source-new", form, save, gettext("The source is attached."))

    def edit_source(self, request, pk, source):
        if request.method != "POST":
            return self.back(request, pk)
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            return sources.edit(row, **form.cleaned_data, **who)

        form = SourceForm(request.POST, source=row)
        return self.attempt(request, pk, f"source-{source}", form, save, gettext("Saved."))

    def withhold_source(self, request, pk, source):
        if request.method != "POST":
            return self.back(request, pk)
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            reason = form.pair("reason")
            return sources.withhold(row, reason=reason if any(reason.values()) else None, **who)

        form = WithholdForm(request.POST, source=row)
        return self.attempt(request, pk, f"withhold-{source}", form, save, gettext("Saved."))

    def upload(self, request, pk, source):
        """A file becomes the copy of a source."""
        if request.method != "POST":
            return self.back(request, pk)
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            file = form.cleaned_data["file"]
            return uploads.attach(row, name=file.name, data=file.read(), **who)

        form = UploadForm(request.POST, request.FILES, auto_id=f"upload-{source}-%s")
        return self.attempt(request, pk, f"upload-{source}", form, save, gettext("The file is kept."))

    def remove_source(self, request, pk, source):
        row = self.source(request, pk, source)

        def save(claim, form, **who):
            return sources.remove(row, **who)

        form = SourceForm({name: getattr(row, name) for name in SourceForm.base_fields}, source=row)
        return self.attempt(request, pk, f"source-{source}", form, save, gettext("Removed. It stays in the history."))

    def source(self, request, pk, source):
        found = self.find(request, pk).sources.filter(pk=source, removed_at=None).first()
        if found is None:
            raise Http404
        return found
