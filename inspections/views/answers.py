"""A kept file as an answer."""

from django.http import FileResponse, HttpRequest, HttpResponse

from office import files
from office.models import StoredFile
from office.workflow import Refused

# Shown in the page; anything else is saved to disk, never opened by our site.
PICTURES = {"image/jpeg", "image/png"}
SHOWN_INLINE = {"application/pdf"} | PICTURES
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def file_answer(request: HttpRequest, stored: StoredFile, name: str) -> HttpResponse:
    """The bytes under the name they came with; shown when the browser can, never run.

    `?tai-ve` saves what could be shown.
    """
    if closed := files.why_closed(stored):
        raise Refused(closed)
    inline = stored.content_type in SHOWN_INLINE and "tai-ve" not in request.GET
    answer = FileResponse(
        files.open_file(stored),
        as_attachment=not inline,
        filename=name,
        content_type=stored.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    if inline and stored.content_type not in PICTURES:
        # The browser's own viewer of PDFs does not start in a sandbox; it has one itself.
        answer._csp_exempt = True  # noqa: SLF001 -- as csp_exempt does
    else:
        answer["Content-Security-Policy"] = NOTHING_RUNS
    return answer
