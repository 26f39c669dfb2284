"""The books of outgoing papers: looked at, kept, taken away."""

import hashlib
from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import needs, reads, refusal, shows_form
from office import book, book_forms, files, jobs, numbering, pages, registers
from office.models import Job, Register, RegisterEntry, StoredFile
from office.numbering import Doubts, Line
from office.text import row_key
from office.views.jobs import get_job, job_context
from office.views.readers import can_keep_books, can_read_books, sees_every_case
from office.views.tables import table_answer
from office.workflow import Overtaken, Problem, Problems, Refused

PRINT = "reports.print_register"
FIELD = "#id_"

# As in the book: the newest line first, and of one number the later suffix.
BACKWARDS = pages.Order("so", "Số lớn trước", ("-number", "-suffix", "-pk"))


def get_register(user: Any, pk: int) -> Register:
    return get_object_or_404(Register.objects.select_related("series"), pk=pk)


def get_line(user: Any, pk: int) -> RegisterEntry:
    lines = RegisterEntry.objects.select_related("register__series", "taken_by")
    return get_object_or_404(lines, pk=pk)


# --- Looking --------------------------------------------------------------------------------------


@needs(can_read_books)
@reads
def index(request: HttpRequest) -> HttpResponse:
    """The books of a year; the newest year where the address names none."""
    years = list(Register.objects.order_by("-year").values_list("year", flat=True).distinct())
    asked = row_key(request.GET.get("nam", ""))
    this_year = timezone.localdate().year
    year = asked if asked in years else (years[0] if years else this_year)
    context = {
        "years": years,
        "year": year,
        "books": registers.books_of(year),
        "may_keep": can_keep_books(request.user),
        "form": book_forms.OpenYearForm(initial={"year": _year_to_open(years, this_year)}),
    }
    return render(request, "office/registers.html", context)


def _year_to_open(years: list[int], this_year: int) -> int:
    return this_year if this_year not in years else this_year + 1


@needs(can_read_books, on=get_register)
@reads
def show(request: HttpRequest, register: Register) -> HttpResponse:
    filters = book_forms.FilterForm(request.GET)
    secret = sees_every_case(request.user)
    lines = registers.lines_of(register, is_secret_shown=secret, **filters.asked)
    context = {
        "register": register,
        "filters": filters,
        "page": pages.cut(lines, BACKWARDS, request.GET),
        "gaps": registers.in_words(registers.gaps_of(register)),
        "sees_all": secret,
        "may_keep": can_keep_books(request.user),
        "print_form": book_forms.PrintForm(),
        "today": timezone.localdate(),
    }
    return render(request, "office/register.html", context)


# --- Keeping --------------------------------------------------------------------------------------


@needs(can_keep_books)
@shows_form
def open_year(request: HttpRequest) -> HttpResponse:
    form = book_forms.OpenYearForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        year = form.cleaned_data["year"]
        try:
            opened = registers.open_year(year, actor=request.user)
        except Problems as problems:
            _tell(form, problems)
        else:
            said = f"Đã mở {len(opened)} sổ năm {year}." if opened else f"Sổ năm {year} đã mở đủ."
            messages.success(request, said)
            return redirect(f"{reverse('office:registers')}?nam={year}")
    return _form_page(request, form, "Mở sổ năm mới", button="Mở sổ", back="office:registers")


@needs(can_keep_books, on=get_register)
@shows_form
def reserve(request: HttpRequest, register: Register) -> HttpResponse:
    form = book_forms.ReserveForm(
        request.POST if request.method == "POST" else None,
        initial={"symbol": register.series.symbol},
    )
    return _do(
        request,
        form,
        lambda: numbering.reserve_number(register, actor=request.user, **form.cleaned_data),
        said="Đã giữ số {0.label}.",
        title="Giữ số",
        button="Giữ số tiếp theo",
        register=register,
    )


@needs(can_keep_books, on=get_register)
@shows_form
def enter(request: HttpRequest, register: Register) -> HttpResponse:
    """A paper from outside: the next number, or the one it came with."""

    def keep() -> RegisterEntry:
        facts = form.cleaned_data
        book_of = {
            "series": register.series.key,
            "name": register.name,
            "symbol": facts["symbol"],
            "dated_on": facts["issued_on"],
            "line": _line(facts),
            "actor": request.user,
        }
        if not facts["number"]:
            return numbering.take_number(**book_of)
        acknowledged = facts.get("acknowledged", False)
        return numbering.enter_number(facts["number"], acknowledged=acknowledged, **book_of)

    form = _line_form(book_forms.LineForm, request, register)
    return _do(
        request,
        form,
        keep,
        said="Đã ghi {0.label} vào sổ.",
        title="Ghi văn bản vào sổ",
        button="Ghi vào sổ",
        register=register,
        again=lambda: _line_form(book_forms.LineForm, request, register, doubts=True),
    )


@needs(can_keep_books, on=get_line)
@shows_form
def use(request: HttpRequest, entry: RegisterEntry) -> HttpResponse:
    """A number that was kept goes to a paper from outside."""
    if not entry.is_reserved:
        raise Overtaken(f"Số {entry} không còn được giữ ({entry.get_state_display()}).")
    form = _line_form(book_forms.UseForm, request, entry.register, entry=entry)
    return _do(
        request,
        form,
        lambda: numbering.use_reserved(
            entry,
            dated_on=form.cleaned_data["issued_on"],
            symbol=form.cleaned_data["symbol"],
            line=_line(form.cleaned_data),
            actor=request.user,
        ),
        said="Đã dùng số {0.label}.",
        title=f"Dùng số {entry} đã giữ",
        button="Ghi vào sổ",
        register=entry.register,
    )


def _line_form(
    kind: Any, request: HttpRequest, register: Register, *, doubts: bool = False, entry: Any = None
) -> Any:
    asked = request.POST if request.method == "POST" else None
    initial = {"symbol": entry.symbol if entry else register.series.symbol}
    if entry:
        initial["taken_for"] = entry.taken_for
    doubts = doubts or bool(asked and "acknowledged" in asked)
    return kind(asked, initial=initial, register=register, doubts=doubts)


def _line(facts: dict[str, Any]) -> Line:
    names = ("taken_for", "signer", "recipients", "archive_holder", "copies")
    return Line(**{name: facts[name] for name in names})


@needs(can_read_books, on=get_line)
@shows_form
def line(request: HttpRequest, entry: RegisterEntry) -> HttpResponse:
    """One line with everything about it; the clerk fills in what follows the number."""
    may_keep, secret = can_keep_books(request.user), sees_every_case(request.user)
    if request.method == "POST" and not may_keep:
        raise Refused(can_keep_books.refusal)
    form = book_forms.CompleteForm(
        request.POST if request.method == "POST" else None,
        instance=copy(entry),
        is_secret_shown=secret,
    )
    context: dict[str, Any] = {
        "entry": entry,
        "register": entry.register,
        "form": form if may_keep else None,
        "is_hidden": entry.is_restricted and not secret,
        "may_keep": may_keep,
        "conflict": None,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "office/register_line.html", context, status=_status(form))
    current = RegisterEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if form.is_stale(current):
        context["conflict"] = form.conflict_with(current, is_secret_shown=secret)
        return render(request, "office/register_line.html", context, status=409)
    columns = {name: form.cleaned_data[name] for name in form.fields if name != "revision"}
    changed = numbering.complete_line(
        current, revision=form.revision, actor=request.user, **columns
    )
    messages.success(request, "Đã lưu dòng sổ." if changed else "Không có gì thay đổi.")
    return redirect("office:register", entry.register_id)


@needs(can_keep_books, on=get_line)
@shows_form
def void(request: HttpRequest, entry: RegisterEntry) -> HttpResponse:
    form = book_forms.VoidForm(request.POST if request.method == "POST" else None)

    def strike() -> RegisterEntry:
        numbering.void_number(entry, reason=form.cleaned_data["reason"], actor=request.user)
        return entry

    return _do(
        request,
        form,
        strike,
        said="Đã hủy số {0.label}; số này không cấp lại.",
        title=f"Hủy số {entry}",
        button="Hủy số",
        register=entry.register,
    )


def _do(
    request: HttpRequest,
    form: Any,
    rule: Callable[[], RegisterEntry],
    *,
    said: str,
    title: str,
    button: str,
    register: Register,
    again: Callable[[], Any] | None = None,
) -> HttpResponse:
    """Ask the form, call the rule, go back to the book; what is wrong stands at its field.

    `again` makes the form anew with the box that answers Doubts.
    """
    left: list[Problem] = []
    if form.is_valid():
        try:
            entry = rule()
        except Overtaken:
            raise
        except Doubts as doubts:
            form, left = (again() if again else form), doubts.problems
        except Problems as problems:
            left = _tell(form, problems)
        else:
            messages.success(request, said.format(entry))
            return redirect("office:register", register.pk)
    return _form_page(request, form, title, button=button, register=register, problems=left)


def _tell(form: forms.Form, problems: Problems) -> list[Problem]:
    """Each problem at its field; what has none comes back."""
    left = []
    for problem in problems.problems:
        name = problem.mend.removeprefix(FIELD)
        if problem.mend.startswith(FIELD) and name in form.fields:
            form.add_error(name, problem.text)
        else:
            left.append(problem)
    return left


def _form_page(
    request: HttpRequest, form: Any, title: str, *, button: str, register: Any = None, **more: Any
) -> HttpResponse:
    back = reverse("office:register", args=[register.pk]) if register else reverse(more.pop("back"))
    context = {
        "form": form,
        "title": title,
        "button": button,
        "register": register,
        "back": back,
        "problems": more.get("problems", []),
    }
    return render(request, "office/register_form.html", context, status=_status(form))


def _status(form: forms.BaseForm) -> int:
    return 422 if form.is_bound else 200


# --- Taking away ----------------------------------------------------------------------------------


@needs(can_read_books, on=get_register)
@reads
def workbook(request: HttpRequest, register: Register) -> HttpResponse:
    """The lines that the filters leave, as .xlsx, in the order of the book."""
    extent = book.Extent(is_secret_shown=sees_every_case(request.user))
    filters = book_forms.FilterForm(request.GET)
    lines = registers.lines_of(
        register, is_secret_shown=extent.is_secret_shown, **filters.asked
    ).reverse()
    name = f"so-van-ban-di-{register.year}-{register.pk}"
    return table_answer(book.workbook(register, lines, extent), name)


@needs(can_read_books, on=get_register)
@shows_form
def print_book(request: HttpRequest, register: Register) -> HttpResponse:
    """Ask a worker for the bound book as PDF; the same lines are printed once."""
    form = book_forms.PrintForm(
        request.POST if request.method == "POST" else None, initial={"volume": 1}
    )
    if not form.is_valid():
        return _form_page(request, form, "In sổ", button="In sổ (PDF)", register=register)
    extent = book.Extent(
        form.cleaned_data["first"], form.cleaned_data["last"], sees_every_case(request.user)
    )
    volume = form.cleaned_data["volume"]
    job = jobs.ask(
        PRINT,
        key=f"register:{_digest(register, extent, volume, request.user)}",
        title=f"In {register}",
        payload={"register": register.pk, "volume": volume, **vars(extent)},
        asked_by=request.user,
    )
    if job.state == Job.State.FAILED:
        jobs.retry(job)
    return redirect("office:printed_book", register.pk, job.pk)


def _digest(register: Register, extent: book.Extent, volume: int, user: Any) -> str:
    lines = [(entry.pk, entry.revision, entry.state) for entry in extent.lines(register)]
    said = repr((register.pk, register.last_number, vars(extent), volume, user.pk, lines))
    return hashlib.sha256(said.encode()).hexdigest()


def get_printing(user: Any, pk: int, job_id: Any) -> tuple[Register, Job]:
    """A printing of this book that this person asked for."""
    job = get_job(user, job_id)
    if job.kind != PRINT or job.payload.get("register") != pk:
        raise Http404
    return get_register(user, pk), job


@refusal(can_read_books.refusal)
def can_see_printing(user: Any, printing: tuple[Register, Job]) -> bool:
    return can_read_books(user)


@needs(can_see_printing, on=get_printing)
@reads
def printed_book(request: HttpRequest, printing: tuple[Register, Job]) -> HttpResponse:
    register, job = printing
    here = [register.pk, job.pk]
    is_done = "file" in job.payload
    context = {
        "register": register,
        "result_url": reverse("office:printed_file", args=here) if is_done else "",
        "result_label": "Tải sổ (PDF)",
        **job_context(
            job,
            job_url=reverse("office:printed_book", args=here),
            retry_url=reverse("office:retry", args=[job.pk]),
        ),
    }
    page = "office/_job.html" if request.htmx else "office/register_printed.html"
    return render(request, page, context)


@needs(can_see_printing, on=get_printing)
@reads
def printed_file(request: HttpRequest, printing: tuple[Register, Job]) -> HttpResponse:
    register, job = printing
    stored = get_object_or_404(StoredFile, pk=job.payload.get("file"))
    answer = FileResponse(
        files.open_file(stored),
        as_attachment="xem" not in request.GET,
        filename=f"so-van-ban-di-{register.year}-{register.pk}.pdf",
        content_type=stored.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
