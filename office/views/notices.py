"""What the office has told a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import is_signed_in, needs, reads, refusal, shows_form, writes
from office import pages
from office.models import Notice, NoticeSettings, Snooze
from office.notice_forms import MUTABLE, NoticeSettingsForm, SnoozeForm
from office.notices import SNOOZE_DAYS, settings_of, snooze
from office.workflow import Problem, Problems

ON_A_PAGE = 30
BACKWARDS = pages.Order("moi", "Mới trước", ("-pk",))


@refusal("Thông báo này gửi cho người khác.")
def is_told(user: Any, notice: Notice) -> bool:
    return notice.person_id == user.pk


def get_notice(user: Any, notice_id: int) -> Notice:
    notice = Notice.objects.filter(pk=notice_id, person_id=user.pk).first()
    if notice is None:
        raise Http404
    return notice


@needs(is_signed_in)
@reads
def index(request: HttpRequest) -> HttpResponse:
    return _index_page(request)


def _index_page(
    request: HttpRequest, *, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    mine = Notice.objects.filter(person_id=request.user.pk)
    page = pages.cut(mine, BACKWARDS, request.GET, size=ON_A_PAGE)
    context = {"page": page, "snooze_days": SNOOZE_DAYS, "problems": problems or []}
    return render(request, "office/notices.html", context, status=status)


@needs(is_told, on=get_notice)
@writes
def follow(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Mark as read and go to what it is about."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else "office:notices")


@needs(is_signed_in)
@writes
def read_all(request: HttpRequest) -> HttpResponse:
    Notice.objects.filter(person_id=request.user.pk, read_at=None).update(read_at=timezone.now())
    return redirect("office:notices")


# --- Putting off ----------------------------------------------------------------------------------


@needs(is_told, on=get_notice)
@writes
def put_off(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Hear of this thing again in some days; the others go on hearing of it."""
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        problems = [Problem(str(text)) for text in form.errors["days"]]
        return _index_page(request, problems=problems, status=422)
    try:
        row = snooze(notice, days=form.cleaned_data["days"], today=timezone.localdate())
    except Problems as refused:
        return _index_page(request, problems=refused.problems, status=422)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    messages.success(request, f"Sẽ nhắc lại từ ngày {row.until:%d/%m/%Y}.")
    return redirect("office:notices")


@refusal("Việc hoãn nhắc này của người khác.")
def is_my_snooze(user: Any, row: Snooze) -> bool:
    return row.person_id == user.pk


def get_snooze(user: Any, pk: int) -> Snooze:
    return get_object_or_404(Snooze.objects.filter(person_id=user.pk), pk=pk)


@needs(is_my_snooze, on=get_snooze)
@writes
def wake(request: HttpRequest, row: Snooze) -> HttpResponse:
    row.delete()
    messages.success(request, "Đã bỏ hoãn; phần mềm lại nhắc việc này.")
    return redirect("office:notice_settings")


# --- Wishes ---------------------------------------------------------------------------------------


@needs(is_signed_in)
@shows_form
def settings(request: HttpRequest) -> HttpResponse:
    """Which notices, in the app and by mail; whether there is a morning mail at all."""
    row = settings_of(request.user)
    initial = {
        "has_digest": row.has_digest,
        "mailed": [kind for kind in Notice.Kind.values if kind not in row.unmailed],
        "shown": [kind for kind, _ in MUTABLE if kind not in row.muted],
    }
    form = NoticeSettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        NoticeSettings.objects.update_or_create(person_id=request.user.pk, defaults=form.facts)
        messages.success(request, "Đã lưu cài đặt thông báo.")
        return redirect("office:notice_settings")
    snoozes = Snooze.objects.filter(person_id=request.user.pk, until__gt=timezone.localdate())
    context = {"form": form, "snoozes": snoozes}
    status = 422 if form.is_bound else 200
    return render(request, "office/notice_settings.html", context, status=status)
