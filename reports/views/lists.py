"""Papers over all cases."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.access import is_signed_in, needs, reads
from office.cells import Head, badge, link, muted, said
from office.text import shortened
from office.views import lists
from reports.choices import DocumentState
from reports.lists import PAPERS

STATES = {value: badge("state", value, label) for value, label in DocumentState.choices}
HEADS = (
    Head("Số, ký hiệu", "list-code"),
    Head("Văn bản", "list-what"),
    Head("Cuộc, kế hoạch", is_told=True),
    Head("Người ký", is_told=True),
    Head("Trạng thái"),
)
VALUES = (
    *("pk", "number", "symbol", "title", "subject", "state", "issued_on", "day", "created_at"),
    *("signer_name", "inspection__code", "plan__code", "created_by__full_name"),
)


@needs(is_signed_in)
@reads
def everywhere(request: HttpRequest) -> HttpResponse:
    return lists.show(request, PAPERS, HEADS, lambda rows: rows.values(*VALUES), _lines)


@needs(is_signed_in)
@reads
def take_away(request: HttpRequest, form: str) -> HttpResponse:
    return lists.take_away(PAPERS.ask(request.GET, request.user), form)


def _lines(rows: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        # The papers of a plan stand under its code, as those of a case under the code of the case.
        code = row["inspection__code"] or row["plan__code"]
        case, day = f"/thanh-tra/{code}/", row["issued_on"]
        paper = f"{case}van-ban/{row['pk']}/"
        if row["plan__code"]:
            case = f"/thanh-tra/ke-hoach/{code}/"
        yield (
            link(paper, f"{row['number'] or '…'}/{row['symbol']}")
            + muted(f"{day:%d/%m/%Y}" if day else ""),
            link(paper, row["title"].capitalize()) + muted(shortened(row["subject"])),
            link(case, code),
            said(row["signer_name"]) + muted(f"soạn: {row['created_by__full_name']}"),
            STATES[row["state"]],
        )
