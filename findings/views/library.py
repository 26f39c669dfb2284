"""The library: its list, one entry, what is saved into it from a case."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import needs, reads, shows_form, writes
from findings import library, permissions
from findings.choices import EntryKind
from findings.forms.fields import ReasonForm
from findings.forms.library import EntryForm, SaveForm
from findings.lists import LIBRARY
from findings.models import Finding, LibraryEntry
from findings.views.answers import status_of
from findings.views.loading import get_finding
from findings.written import in_one_line
from inspections.models import Inspection
from office import law
from office.cells import Head, badge, link, muted, said
from office.models import LegalProvision
from office.text import shortened
from office.views import lists
from office.workflow import Overtaken, Problems

HEADS = (
    Head("Mục", "list-what"),
    Head("Loại"),
    Head("Chủ đề", is_told=True),
    Head("Đã dùng", "num", is_told=True),
    Head("Người lưu", is_told=True),
)
VALUES = (
    *("pk", "kind", "title", "topic", "text", "uses", "is_shared", "retired_at"),
    "saved_by__full_name",
)
KINDS = {value: badge("kind", value, label) for value, label in EntryKind.choices}


@needs(permissions.can_use_library)
@reads
def index(request: HttpRequest) -> HttpResponse:
    """What can be used again."""
    return lists.show(
        request,
        LIBRARY,
        HEADS,
        lambda rows: rows.values(*VALUES),
        _lines,
        template="findings/library.html",
    )


@needs(permissions.can_use_library)
@reads
def take_away(request: HttpRequest, form: str) -> HttpResponse:
    return lists.take_away(LIBRARY.ask(request.GET, request.user), form)


def _lines(rows: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        state = "đã thôi dùng" if row["retired_at"] else ""
        own = "" if row["is_shared"] else "chỉ mình bạn thấy"
        address = reverse("findings:library_entry", args=[row["pk"]])
        beginning = shortened(in_one_line(row["text"][:700]), 180)
        yield (
            f"{link(address, row['title'])} {muted(state, own)}<br>{muted(beginning)}",
            KINDS[row["kind"]],
            said(row["topic"]),
            str(row["uses"]),
            said(row["saved_by__full_name"]),
        )


@needs(permissions.can_use_library)
@reads
def find(request: HttpRequest) -> HttpResponse:
    """What answers to the words typed so far, for a form to copy from."""
    words = request.GET.get("library_words", "")[:200]
    offers = library.offers(request.GET.get("loai", ""), words, request.user)
    context = {"offers": offers, "words": words}
    return render(request, "findings/_library_offers.html", context)


def get_entry(user: Any, pk: int) -> LibraryEntry:
    """The entry, as far as this person may know of it."""
    rows = LibraryEntry.objects.visible_to(user).select_related("saved_by")
    return get_object_or_404(rows, pk=pk)


@needs(permissions.can_see_entry, on=get_entry)
@shows_form
def entry(request: HttpRequest, entry: LibraryEntry) -> HttpResponse:
    """One text; who may change it finds it in a form."""
    may_change = permissions.can_change_entry(request.user, entry)
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, entry=entry, reader=request.user) if may_change else None
    status, conflict = 200, None
    if request.method == "POST" and form is None:
        return redirect(entry)
    if request.method == "POST" and form is not None:
        status = 422
        if form.is_valid():
            try:
                revision = form.cleaned_data["revision"] or 0
                library.change(entry, revision=revision, actor=request.user, **form.facts())
            except Overtaken:
                status = 409
                conflict = form.conflict(get_entry(request.user, entry.pk))
            else:
                messages.success(request, "Đã lưu vào thư viện.")
                return redirect(entry)
    context = {
        "entry": get_entry(request.user, entry.pk),
        "form": form,
        "conflict": conflict,
        "rules": [law.cite(each) for each in entry.provisions.select_related("document")],
    }
    return render(request, "findings/library_entry.html", context, status=status)


@needs(permissions.can_change_entry, on=get_entry)
@shows_form
def retire(request: HttpRequest, entry: LibraryEntry) -> HttpResponse:
    """It is offered no more, with the reason."""
    help_text = "Mục không bị xóa: vẫn xem được và dùng lại được."
    form = ReasonForm(request.POST if request.method == "POST" else None, help_text=help_text)
    status, problems = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                library.retire(entry, reason=form.cleaned_data["reason"], actor=request.user)
            except Problems as found:
                problems, status = found, status_of(found)
            else:
                messages.success(request, f"Đã thôi dùng “{entry}”.")
                return redirect(entry)
    context = {"entry": entry, "form": form, "problems": problems.problems if problems else []}
    return render(request, "findings/library_retire.html", context, status=status)


@needs(permissions.can_change_entry, on=get_entry)
@writes
def bring_back(request: HttpRequest, entry: LibraryEntry) -> HttpResponse:
    library.bring_back(entry, actor=request.user)
    messages.success(request, f"“{entry}” lại được dùng.")
    return redirect(entry)


@needs(permissions.can_save_finding, on=get_finding)
@shows_form
def save_finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    """A finding without its case: text, kind and the provisions it rests on."""
    initial = {"text": finding.text, "topic": finding.topic.title[:200]}
    return save_from(
        request,
        finding.inspection,
        EntryKind.FINDING,
        initial=initial,
        sort=finding.kind,
        provisions=tuple(finding.provisions.all()),
        back=finding.get_absolute_url(),
        tab="findings",
    )


def save_from(
    request: HttpRequest,
    inspection: Inspection,
    kind: EntryKind,
    *,
    initial: dict[str, Any],
    back: str,
    tab: str,
    sort: str = "",
    provisions: tuple[LegalProvision, ...] = (),
) -> HttpResponse:
    """The page on which a text of a case is made fit for others; `back` is where it came from."""
    data = request.POST if request.method == "POST" else None
    form = SaveForm(data, inspection=inspection, initial=initial)
    status = 200
    if data is not None:
        status = 422
        if form.is_valid():
            facts = form.entry(kind, sort=sort, provisions=provisions)
            made = library.save(facts, inspection, actor=request.user)
            messages.success(request, f"Đã lưu “{made}” vào thư viện.")
            return redirect(back)
    context = {"inspection": inspection, "form": form, "kind": kind, "back": back, "tab": tab}
    return render(request, "findings/save_to_library.html", context, status=status)
