"""A paper that is known from an account: its record, and what is made of it."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, reads, shows_form
from inspections.views.answers import file_answer
from office.workflow import Overtaken
from reports import adopting, records
from reports.addressing import addressable
from reports.forms.adopting import AdoptForm
from reports.forms.records import RecordFindingForm, RecordForm
from reports.models import PaperRecord
from reports.permissions import (
    can_adopt_from,
    can_find_from,
    can_revise_record,
    can_see_record,
)
from reports.views.frame import frame_of
from reports.views.loading import get_record
from reports.views.ticking import Ticked


@needs(can_see_record, on=get_record)
@reads
def record(request: HttpRequest, record: PaperRecord) -> HttpResponse:
    told = records.units_told(record)
    statements = [
        {"text": each["text"], "units": [told[at] for at in each["units"]]}
        for each in record.told.get("statements", [])
    ]
    context = {
        **frame_of(record.inspection),
        "record": record,
        "told": told,
        "statements": statements,
        "demands": record.told.get("demands", []),
        "may_revise": can_revise_record(request.user, record),
        "may_find": can_find_from(request.user, record),
        "may_adopt": can_adopt_from(request.user, record),
    }
    return render(request, "reports/record.html", context)


@needs(can_revise_record, on=get_record)
@shows_form
def revise(request: HttpRequest, record: PaperRecord) -> HttpResponse:
    """The facts of the paper, put right by a person."""
    # A copy, because a form writes what was typed into its instance, wrong or not.
    form = RecordForm(request.POST if request.method == "POST" else None, instance=copy(record))
    conflict, status = None, 422 if form.is_bound else 200
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in records.FACTS}
        try:
            records.revise_record(record, revision=form.revision, actor=request.user, **facts)
        except Overtaken:
            current = PaperRecord.objects.get(pk=record.pk)
            conflict, status = form.conflict_with(current), 409
        else:
            messages.success(request, "Đã lưu phiếu văn bản.")
            return redirect(record)
    context = {
        **frame_of(record.inspection),
        "record": record,
        "form": form,
        "conflict": conflict,
    }
    return render(request, "reports/revise_record.html", context, status=status)


@needs(can_find_from, on=get_record)
@shows_form
def find(request: HttpRequest, record: PaperRecord) -> HttpResponse:
    """Each statement with its units; those that are ticked become findings."""
    visited = record.inspection.audited_units.filter(excluded_reason="").select_related("unit")
    units = list(visited.order_by("position", "pk"))
    topics = list(record.inspection.topics.order_by("position", "pk"))
    sheet = Ticked(
        request,
        lambda given: [
            RecordFindingForm(given, proposal=each, topics=topics, units=units)
            for each in records.finding_proposals(record)
        ],
    )
    if made := sheet.made(lambda lines: records.adopt_findings(record, lines, actor=request.user)):
        messages.success(request, f"Đã lập {len(made)} phát hiện, chờ trưởng đoàn xác nhận.")
        return redirect("findings:index", record.inspection.code)
    context = {
        **frame_of(record.inspection),
        "record": record,
        "topics": topics,
        "units": units,
    }
    return sheet.page("reports/record_findings.html", context)


@needs(can_adopt_from, on=get_record)
@shows_form
def adopt(request: HttpRequest, record: PaperRecord) -> HttpResponse:
    """Each thing that is asked; those that are ticked become recommendations."""
    inspection, units = record.inspection, addressable(record.inspection)
    sheet = Ticked(
        request,
        lambda given: [
            AdoptForm(given, proposal=each, units=units) for each in adopting.proposals_of(record)
        ],
    )
    if made := sheet.made(lambda lines: adopting.adopt(inspection, lines, actor=request.user)):
        messages.success(request, f"Đã lập {len(made)} kiến nghị để theo dõi.")
        return redirect("recommendations:index", inspection.code)
    return sheet.page("reports/adopt.html", {**frame_of(inspection), "record": record})


@needs(can_see_record, on=get_record)
@reads
def original(request: HttpRequest, record: PaperRecord) -> HttpResponse:
    """The account, byte for byte."""
    return file_answer(request, record.file, record.file_name)
