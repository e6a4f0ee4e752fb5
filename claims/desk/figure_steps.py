"""The steps on a claim's figures: put right, read otherwise, set aside, bring back, add."""

from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext

from claims.actions import figures
from claims.desk.figures import AsideForm, FigureForm, NewFigureForm, added, save
from claims.desk.forms import DeskForm


class FigureSteps:
    """What ClaimAdmin does with figures: each address validates its form and calls one action by `attempt`."""

    def figure_addresses(self):
        return [
            self.address("<int:pk>/figures/add/", self.add_figure, "add_figure"),
            self.address("<int:pk>/figures/<int:figure>/", self.figure, "figure"),
            self.step("<int:pk>/figures/<int:figure>/read/", self.read_figure, "read_figure"),
            self.step("<int:pk>/figures/<int:figure>/aside/", self.set_figure_aside, "set_figure_aside"),
            self.step("<int:pk>/figures/<int:figure>/restore/", self.restore_figure, "restore_figure"),
        ]

    def figure_of(self, request, pk, figure):
        row = self.find(request, pk).figures.filter(pk=figure).first()
        if row is None:
            raise Http404
        return row

    def add_figure(self, request, pk):
        if request.method != "POST":
            return self.back(request, pk)
        form = NewFigureForm(request.POST)
        return self.attempt(request, pk, "figure-new", form, added, gettext("The figure is added."))

    def figure(self, request, pk, figure):
        if request.method != "POST":
            return self.back(request, pk)
        form = FigureForm(request.POST, figure=self.figure_of(request, pk, figure))
        return self.attempt(request, pk, f"figure-{figure}", form, save, gettext("Saved."))

    def read_figure(self, request, pk, figure):
        """Settles an ambiguous notation: `value` is one of the figure's readings, or the present one."""
        row = self.figure_of(request, pk, figure)
        chosen = next((one for one in [str(row.value), *row.readings] if one == request.POST.get("value")), None)
        if chosen is None:
            raise Http404

        def settle(claim, form, **who):
            return figures.correct(row, value=Decimal(chosen), **who)

        return self.attempt(request, pk, f"click-{figure}", DeskForm(request.POST), settle, gettext("Saved."))

    def set_figure_aside(self, request, pk, figure):
        row = self.figure_of(request, pk, figure)

        def put_aside(claim, form, **who):
            return figures.set_aside(row, reason=form.cleaned_data["reason"], **who)

        form, done = AsideForm(request.POST, figure=row), gettext("Set aside: it will not be published.")
        return self.attempt(request, pk, f"aside-{figure}", form, put_aside, done)

    def restore_figure(self, request, pk, figure):
        row = self.figure_of(request, pk, figure)

        def bring_back(claim, form, **who):
            return figures.restore(row, **who)

        done = gettext("The figure counts again.")
        return self.attempt(request, pk, f"click-{figure}", DeskForm(request.POST), bring_back, done)
