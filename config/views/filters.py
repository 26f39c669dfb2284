"""Filters kept by name: for oneself, for the office, on the home page."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import is_signed_in, needs, reads, refusal, shows_form, writes
from config import lists
from office.forms import RoomForm
from office.models import SavedFilter
from office.workflow import Problem, Problems

NO_LIST = Problem("Không có danh sách này; hãy mở lại danh sách rồi lưu bộ lọc.")


class KeepForm(RoomForm):
    listing = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1500)
    name = forms.CharField(
        label="Tên bộ lọc",
        max_length=100,
        help_text="Ví dụ: “Vi phạm chưa có kiến nghị”. Lưu lại cùng tên sẽ thay điều kiện cũ.",
        error_messages={"required": "Hãy đặt tên cho bộ lọc."},
    )
    is_shared = forms.BooleanField(
        label="Dùng chung trong cơ quan",
        required=False,
        help_text="Người khác dùng bộ lọc này chỉ thấy những gì họ được phép xem.",
    )
    is_pinned = forms.BooleanField(label="Ghim lên trang Việc của tôi", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("listing", "query", "name", "is_shared", "is_pinned")


@refusal("Bộ lọc này do người khác lưu.")
def owns_filter(user: Any, kept: SavedFilter) -> bool:
    return kept.person_id == user.pk


@refusal("Bạn không dùng được bộ lọc này.")
def can_use_filter(user: Any, kept: SavedFilter) -> bool:
    return kept.is_shared or owns_filter(user, kept)


def get_filter(user: Any, pk: int) -> SavedFilter:
    kept = SavedFilter.objects.visible_to(user).filter(listing__in=lists.LISTS)
    return get_object_or_404(kept, pk=pk)


@needs(is_signed_in)
@reads
def index(request: HttpRequest) -> HttpResponse:
    kept = SavedFilter.objects.visible_to(request.user).filter(listing__in=lists.LISTS)
    pinned = set(kept.filter(pinned_by=request.user).values_list("pk", flat=True))
    rows = [
        {
            "filter": each,
            "list": lists.LISTS[each.listing].title,
            "url": lists.address_of(each),
            "is_mine": owns_filter(request.user, each),
            "is_pinned": each.pk in pinned,
        }
        for each in kept.select_related("person").order_by("listing", "name", "pk")
    ]
    return render(request, "saved_filters.html", {"rows": rows})


@needs(is_signed_in)
@shows_form
def save(request: HttpRequest) -> HttpResponse:
    given = {"listing": request.GET.get("danh-sach", ""), "query": request.GET.get("loc", "")}
    form = KeepForm(request.POST if request.method == "POST" else None, initial=given)
    said: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else given
    asked = lists.asked_by(said["listing"], said["query"], request.user)
    problems = [] if asked else [NO_LIST]
    if form.is_bound and form.is_valid() and asked:
        try:
            kept = lists.keep(
                asked, name=said["name"], is_shared=said["is_shared"], by=request.user
            )
        except Problems as found:
            problems = found.problems
        else:
            if said["is_pinned"]:
                lists.pin(kept, by=request.user)
            messages.success(request, f"Đã lưu bộ lọc “{kept}”.")
            return redirect(lists.address_of(kept))
    context = {"form": form, "problems": problems, "chips": asked.chips if asked else []}
    return render(request, "save_filter.html", context, status=422 if form.is_bound else 200)


@needs(can_use_filter, on=get_filter)
@writes
def pin(request: HttpRequest, kept: SavedFilter) -> HttpResponse:
    lists.pin(kept, by=request.user)
    messages.success(request, f"Đã ghim “{kept}” lên trang Việc của tôi.")
    return redirect("saved_filters")


@needs(can_use_filter, on=get_filter)
@writes
def unpin(request: HttpRequest, kept: SavedFilter) -> HttpResponse:
    lists.unpin(kept, by=request.user)
    messages.success(request, f"Đã bỏ ghim “{kept}”.")
    return redirect("saved_filters")


@needs(owns_filter, on=get_filter)
@writes
def share(request: HttpRequest, kept: SavedFilter) -> HttpResponse:
    lists.share(kept, is_shared=True)
    messages.success(request, f"Cả cơ quan dùng được bộ lọc “{kept}”.")
    return redirect("saved_filters")


@needs(owns_filter, on=get_filter)
@writes
def unshare(request: HttpRequest, kept: SavedFilter) -> HttpResponse:
    lists.share(kept, is_shared=False)
    messages.success(request, f"Bộ lọc “{kept}” chỉ còn riêng bạn dùng.")
    return redirect("saved_filters")


@needs(owns_filter, on=get_filter)
@writes
def remove(request: HttpRequest, kept: SavedFilter) -> HttpResponse:
    kept.delete()
    messages.success(request, f"Đã xóa bộ lọc “{kept}”.")
    return redirect("saved_filters")
