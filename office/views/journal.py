"""The journal of the whole office, and whether its chains are whole."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, reads, writes
from office import journal_checks, pages
from office.forms import DateField
from office.journal import OFFICE
from office.models import JournalEntry
from office.views.readers import can_read_journal, sees_every_case

BACKWARDS = pages.Order("moi", "Mới trước", ("-pk",))


class FilterForm(forms.Form):
    """What the address asks for; what cannot be read is left out."""

    q = forms.CharField(required=False, max_length=200, label="Tìm trong diễn giải")
    chuoi = forms.CharField(required=False, max_length=60, label="Mã cuộc")
    tu = DateField(required=False, label="Từ ngày")
    den = DateField(required=False, label="Đến ngày")

    def narrow(self, lines: QuerySet[JournalEntry]) -> QuerySet[JournalEntry]:
        self.is_valid()
        facts = self.cleaned_data
        if words := facts.get("q"):
            lines = lines.filter(sentence__icontains=words)
        if chain := facts.get("chuoi"):
            lines = lines.filter(chain=chain.strip())
        if day := facts.get("tu"):
            lines = lines.filter(at__date__gte=day)
        if day := facts.get("den"):
            lines = lines.filter(at__date__lte=day)
        return lines

    @property
    def is_narrowing(self) -> bool:
        self.is_valid()
        return any(self.cleaned_data.values())


def visible_to(user: Any) -> QuerySet[JournalEntry]:
    """Who decides sees every chain; the administrator what was done in his own pages."""
    lines = JournalEntry.objects.select_related("actor")
    return lines if sees_every_case(user) else lines.filter(chain=OFFICE)


@needs(can_read_journal)
@reads
def index(request: HttpRequest) -> HttpResponse:
    filters = FilterForm(request.GET)
    lines = filters.narrow(visible_to(request.user))
    context = {
        "filters": filters,
        "page": pages.cut(lines, BACKWARDS, request.GET),
        "check": journal_checks.last_check(),
        "sees_all": sees_every_case(request.user),
    }
    return render(request, "office/journal.html", context)


@needs(can_read_journal)
@writes
def check(request: HttpRequest) -> HttpResponse:
    journal_checks.ask(by=request.user)
    messages.info(request, "Đang kiểm tra chuỗi băm; tải lại trang sau ít phút để xem kết quả.")
    return redirect("office:journal")
