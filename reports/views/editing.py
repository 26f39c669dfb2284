"""Editing a draft, one part at a time."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.access import needs, reads, refusal, shows_form, writes
from findings import library
from findings.choices import EntryKind
from findings.models import Topic
from findings.permissions import can_save_from
from office.forms import Conflict, Difference, RoomForm
from office.text import row_key
from office.workflow import Problem, Problems
from reports import content, drafts, editing, markup, splitting
from reports.choices import BlockKind
from reports.comparing import Change, compare_blocks
from reports.content import blocks_from_json, blocks_to_json
from reports.editing import Stale
from reports.forms.editing import AddForm, HeaderForm, TextForm, form_of, text_of
from reports.latecomers import insert_topic, latecomers
from reports.models import Block, Document
from reports.pane import HEADER, NAMED_PARTS, Pane, Shown, first_key, open_part
from reports.permissions import can_adopt, can_edit, can_edit_block, can_submit
from reports.problems import edit_url, part_of
from reports.rendering import html
from reports.taking_in import original_of
from reports.turns import last_return
from reports.views.frame import page_of
from reports.views.loading import get_block, get_document, get_document_and_topic

LABELS = {
    "heading": "Tiêu đề mục",
    "title": "Tên phụ lục",
    "landscape": "Khổ ngang",
    "text": "Nội dung",
}


@needs(can_edit, on=get_document)
@reads
def edit(request: HttpRequest, document: Document) -> HttpResponse:
    """The outline, the open part as forms, and its preview."""
    key = request.GET.get("phan") or first_key(document)
    if key == HEADER:
        return _page(request, document, key, header_form=HeaderForm(instance=document))
    return _page(request, document, key)


def _page(
    request: HttpRequest, document: Document, key: str, *, status: int = 200, **extra: Any
) -> HttpResponse:
    pane = open_part(document, key)
    if pane is None:
        raise Http404
    given: RoomForm | None = extra.pop("form", None)
    row: Block | None = extra.pop("row", None)
    context = {
        **page_of(document, request.user),
        "pane": pane,
        "returned": last_return(document),
        "may_submit": can_submit(request.user, document),
        "may_save_phrases": document.inspection is not None
        and can_save_from(request.user, document.inspection),
        "section_form": _section_form(pane, row, given),
        "shown": [_shown(each, row, given) for each in pane.rows],
        "changed_row": row,
        "add_form": None,
        **extra,
    }
    # A click in the outline changes the part alone; the address goes along.
    partial = request.htmx and not request.htmx.boosted
    if not partial:
        context["imported"] = imported = original_of(document)
        context["may_adopt"] = imported is not None and can_adopt(request.user, document)
        # What was imported does not follow the outline of the case.
        context["latecomers"] = [] if imported else latecomers(document)
    page = "reports/_pane.html" if partial else "reports/edit.html"
    return render(request, page, context, status=status)


def _section_form(pane: Pane, row: Block | None, given: RoomForm | None) -> RoomForm | None:
    section = pane.section
    if section is None:
        return None
    if row is not None and row.pk == section.pk and given is not None:
        return given
    return form_of(section)


def _shown(each: Shown, row: Block | None, given: RoomForm | None) -> dict[str, Any]:
    mine = row is not None and row.pk == each.row.pk and given is not None
    now = blocks_from_json(each.now) if each.now is not None else ()
    return {
        "row": each.row,
        "name": each.name,
        "is_bound": each.is_bound,
        "is_edited": each.is_edited,
        "html": html.placed_html(each.placed) if each.is_bound and each.blocks else "",
        "form": given if mine else TextForm(row=each.row, label=each.name or each.articles),
        "has_headings": each.has_headings,
        "is_open": mine,
        "has_changed": each.now is not None,
        "changes": compare_blocks(blocks_from_json(each.row.data.get("seen", [])), now)
        if each.now is not None
        else [],
        "mine": text_of(each.row),
        "now": markup.write(now),
    }


@needs(can_edit_block, on=get_block)
@writes
def change(request: HttpRequest, block: Block) -> HttpResponse:
    """Save one row; what was typed stays whatever happens."""
    form = form_of(block, request.POST)
    key = part_of(block)
    if not form.is_valid():
        return _page(request, block.document, key, status=422, form=form, row=block)
    opened = form.cleaned_data["revision"]
    try:
        editing.change(
            block,
            revision=opened,
            actor=request.user,
            **form.data_of_row,
        )
    except Stale as stale:
        conflict = conflict_of(form, stale)
        context = {"form": form, "row": block, "conflict": conflict}
        if isinstance(form, TextForm):
            context["two_texts"] = two_texts(form, block, stale, opened)
        return _page(request, block.document, key, status=409, **context)
    messages.success(request, "Đã lưu.")
    return _back(block.document, key, block)


@dataclass(frozen=True)
class TwoTexts:
    """What two people made of the text that both began with."""

    text: str
    theirs: list[Change]
    mine: list[Change]
    base_text: str
    their_text: str
    take: str
    form: str


def two_texts(form: TextForm, block: Block, stale: Stale, opened: int) -> TwoTexts:
    """Both texts beside the one that this person opened (revision `opened`)."""
    base = drafts.blocks_at(stale.current, opened)
    theirs = blocks_from_json(stale.current.data["blocks"])
    return TwoTexts(
        text=str(stale),
        theirs=_shown_changes(compare_blocks(base, theirs)),
        mine=_shown_changes(compare_blocks(base, form.blocks)),
        base_text=markup.write(base),
        their_text=markup.write(theirs),
        take=edit_url(block.document, part_of(block), f"khoi-{block.pk}"),
        form=f"viet-{block.pk}",
    )


def _shown_changes(changes: list[Change]) -> list[Change]:
    return changes if any(change.act != "same" for change in changes) else []


def conflict_of(form: RoomForm, stale: Stale) -> Conflict:
    """Both texts; the form goes on with the revision of the row, so saving again is knowing."""
    theirs = form_of(stale.current).initial
    mine = form.cleaned_data
    form.data = form.data.copy()
    form.data["revision"] = str(stale.current.revision)
    differences = [
        Difference(LABELS[name], _shown_value(theirs[name]), _shown_value(mine[name]))
        for name in theirs
        if name in LABELS and theirs[name] != mine[name]
    ]
    return Conflict(str(stale), differences)


def _shown_value(value: Any) -> str:
    return {True: "có", False: "không"}[value] if isinstance(value, bool) else str(value)


def _back(document: Document, key: str, block: Block | None = None) -> HttpResponseRedirect:
    anchor = f"khoi-{block.pk}" if block is not None and str(block.pk) != key else ""
    return HttpResponseRedirect(edit_url(document, key, anchor))


@needs(can_edit, on=get_document)
@shows_form
def header(request: HttpRequest, document: Document) -> HttpResponse:
    """The fields around the text."""
    if request.method != "POST":
        return HttpResponseRedirect(edit_url(document, HEADER))
    form = HeaderForm(request.POST, instance=document)
    if not form.is_valid():
        fresh = get_document(request.user, document.owner.code, document.pk)
        return _page(request, fresh, HEADER, status=422, header_form=form)
    try:
        editing.change_header(document, revision=form.revision, actor=request.user, **form.facts)
    except Stale as stale:
        conflict = form.conflict_with(stale.current)
        fresh = get_document(request.user, document.owner.code, document.pk)
        context = {"header_form": form, "conflict": conflict}
        return _page(request, fresh, HEADER, status=409, **context)
    messages.success(request, "Đã lưu phần đầu, nơi nhận.")
    return _back(document, HEADER)


@needs(can_edit, on=get_document)
@writes
def add(request: HttpRequest, document: Document) -> HttpResponse:
    """A new section, paragraph or annex at the end of a part."""
    form = AddForm(request.POST)
    if not form.is_valid():
        key = form.data.get("part") or first_key(document)
        if open_part(document, key) is None:
            raise Http404
        problems = [Problem(str(each)) for errors in form.errors.values() for each in errors]
        return _page(request, document, key, status=422, problems=problems, add_form=form)
    facts = form.cleaned_data
    under = _under(document, facts["part"])
    data = {
        BlockKind.SECTION: {"heading": facts["heading"]},
        BlockKind.ANNEX: {"title": facts["heading"], "landscape": False},
        BlockKind.TEXT: {"blocks": []},
    }[facts["kind"]]
    if facts["entry"] and facts["kind"] == BlockKind.TEXT:
        try:
            data = {"blocks": blocks_to_json(_phrase(request, facts["entry"]))}
        except Problems as problems:
            return _page(request, document, facts["part"], status=422, problems=problems.problems)
    part = NAMED_PARTS.get(facts["part"], "body")
    row = editing.add(document, facts["kind"], actor=request.user, under=under, part=part, **data)
    return _back(document, part_of(row), row)


def _phrase(request: HttpRequest, key: str) -> tuple[content.Block, ...]:
    """The blocks of a phrase of the library. Raises Problems when it is gone or not readable."""
    entry = library.take(row_key(key), EntryKind.PHRASE, request.user)
    if entry is None:
        raise Problems([Problem("Đoạn này không còn trong thư viện.")])
    try:
        return markup.parse(entry.text)
    except markup.MarkupError as error:
        raise Problems([Problem(f"“{entry}” trong thư viện viết sai dấu: {error}")]) from error


def _under(document: Document, key: str) -> Block | None:
    if not key.isdigit():
        return None
    row = Block.objects.filter(document=document, pk=row_key(key)).first()
    if row is None or row.kind not in {BlockKind.SECTION, BlockKind.ANNEX}:
        raise Http404
    return row


@refusal(can_edit.refusal)
def can_insert(user: Any, document_and_topic: tuple[Document, Topic]) -> bool:
    return can_edit(user, document_and_topic[0])


@needs(can_insert, on=get_document_and_topic)
@writes
def insert(request: HttpRequest, document_and_topic: tuple[Document, Topic]) -> HttpResponse:
    """A topic that is new in the outline comes to its place in the paper."""
    document, topic = document_and_topic
    row = insert_topic(document, topic, actor=request.user)
    messages.success(request, f"Đã chèn mục “{topic.title}”.")
    return _back(document, part_of(row), row)


@needs(can_edit_block, on=get_block)
@writes
def move(request: HttpRequest, block: Block) -> HttpResponse:
    """Up, down, under the section before, out of its own; or dropped beside another row."""
    where = request.POST.get("where", "")
    beside = row_key(request.POST.get("beside", ""))
    if where not in editing.MOVES and (where not in editing.PLACES or beside is None):
        raise Http404
    try:
        if where in editing.PLACES and beside is not None:
            row = editing.put(block, where, beside, actor=request.user)
        else:
            row = editing.move(block, where, actor=request.user)
    except Problems as problems:
        messages.warning(request, str(problems))
        return _back(block.document, part_of(block), block)
    return _back(block.document, part_of(row), row)


@needs(can_edit_block, on=get_block)
@writes
def split(request: HttpRequest, block: Block) -> HttpResponse:
    """The headings in a run of text become sections; the part stays open."""
    key = part_of(block)
    try:
        first = splitting.split(block, revision=_revision(request), actor=request.user)
    except Problems as problems:
        messages.warning(request, str(problems))
        return _back(block.document, key, block)
    messages.success(request, "Đã tách. Các mục mới đứng trong đề cương bên cạnh.")
    return _back(block.document, part_of(first), first)


@needs(can_edit_block, on=get_block)
@writes
def remove(request: HttpRequest, block: Block) -> HttpResponse:
    """Take a row out of the draft, with what stands under it."""
    key = str(block.parent_id) if block.parent_id else ""
    editing.remove(block, revision=_revision(request), actor=request.user)
    messages.success(request, "Đã xóa khỏi dự thảo.")
    return HttpResponseRedirect(edit_url(block.document, key))


@needs(can_edit_block, on=get_block)
@writes
def take(request: HttpRequest, block: Block) -> HttpResponse:
    """Follow the case again."""
    _only_bound(block)
    editing.take_from_case(block, revision=_revision(request), actor=request.user)
    messages.success(request, "Đã lấy lại nội dung theo hồ sơ.")
    return _back(block.document, part_of(block), block)


@needs(can_edit_block, on=get_block)
@writes
def leave(request: HttpRequest, block: Block) -> HttpResponse:
    """Keep the edited text although the case says something else."""
    _only_bound(block)
    editing.leave_as_it_is(block, revision=_revision(request), actor=request.user)
    messages.success(request, "Giữ nguyên bản đã sửa.")
    return _back(block.document, part_of(block), block)


def _only_bound(block: Block) -> None:
    if block.kind != BlockKind.BOUND:
        raise Http404


def _revision(request: HttpRequest) -> int:
    return row_key(request.POST.get("revision", "")) or 0
