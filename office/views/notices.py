"""What the office has told a person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import is_signed_in, needs, reads, refusal, writes
from office import pages
from office.models import Notice

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
    mine = Notice.objects.filter(person_id=request.user.pk)
    page = pages.cut(mine, BACKWARDS, request.GET, size=ON_A_PAGE)
    return render(request, "office/notices.html", {"page": page})


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
