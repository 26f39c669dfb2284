"""The outline (đề cương): one page, small acts."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, reads, shows_form, writes
from findings import outline, permissions
from findings.forms.outline import OutlineForm, TopicForm
from findings.models import Topic
from findings.views.answers import status_of, tell_at_fields
from findings.views.loading import get_topic
from inspections.models import Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection
from office.workflow import Overtaken, Problems


def can_edit_topic(user, topic: Topic) -> bool:
    return permissions.can_edit_outline(user, topic.inspection)


can_edit_topic.refusal = permissions.can_edit_outline.refusal


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return _page(request, inspection)


@needs(permissions.can_edit_outline, on=get_inspection)
@writes
def add(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = OutlineForm(request.POST, inspection=inspection)
    if form.is_valid():
        said = form.cleaned_data
        try:
            added = outline.add_topics(
                inspection, said["text"], under=said["under"], actor=request.user
            )
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, f"Đã thêm {len(added)} nội dung vào đề cương.")
            return redirect("findings:outline", inspection.code)
    return _page(request, inspection, form=form, status=422)


@needs(permissions.can_edit_outline, on=get_inspection)
@writes
def start(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    try:
        added = outline.start_from_decision(inspection, actor=request.user)
    except Problems as problems:
        return _page(request, inspection, problems=problems)
    messages.success(request, f"Đã lấy {len(added)} nội dung từ quyết định.")
    return redirect("findings:outline", inspection.code)


@needs(can_edit_topic, on=get_topic)
@shows_form
def rename(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = TopicForm(
        request.POST if request.method == "POST" else None,
        initial={"title": topic.title, "seen": topic.title},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            outline.rename_topic(topic, said["title"], seen=said["seen"], actor=request.user)
        except Problems as problems:
            tell_at_fields(form, problems)
            status = status_of(problems)
            if isinstance(problems, Overtaken):
                # The next save is made knowingly: it has seen the other title.
                form.data = form.data.copy()
                form.data["seen"] = topic.title
        else:
            return redirect("findings:outline", topic.inspection.code)
    elif request.method == "POST":
        status = 422
    context = {"inspection": topic.inspection, "tab": "findings", "topic": topic, "form": form}
    return render(request, "findings/topic.html", context, status=status)


@needs(can_edit_topic, on=get_topic)
@writes
def move_up(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _act(request, topic, lambda: outline.move_topic(topic, up=True, actor=request.user))


@needs(can_edit_topic, on=get_topic)
@writes
def move_down(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _act(request, topic, lambda: outline.move_topic(topic, up=False, actor=request.user))


@needs(can_edit_topic, on=get_topic)
@writes
def indent(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _act(request, topic, lambda: outline.indent_topic(topic, actor=request.user))


@needs(can_edit_topic, on=get_topic)
@writes
def outdent(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _act(request, topic, lambda: outline.outdent_topic(topic, actor=request.user))


@needs(can_edit_topic, on=get_topic)
@writes
def remove(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _act(request, topic, lambda: outline.remove_topic(topic, actor=request.user))


def _act(request: HttpRequest, topic: Topic, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Problems as problems:
        return _page(request, topic.inspection, problems=problems)
    return redirect("findings:outline", topic.inspection.code)


def _page(
    request: HttpRequest,
    inspection: Inspection,
    *,
    form: OutlineForm | None = None,
    problems: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "findings",
        "part": "outline",
        "rows": outline.rows_of(inspection),
        "form": form or OutlineForm(inspection=inspection),
        "can_edit": permissions.can_edit_outline(request.user, inspection),
        "problems": problems.problems if problems else [],
    }
    status = status_of(problems) if problems else status
    return render(request, "findings/outline.html", context, status=status)
