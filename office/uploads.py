"""A file over the limit is let pass by while it arrives: not kept in memory, not kept on disk.

Stands first in FILE_UPLOAD_HANDLERS, so that it holds for every form; the other fields of the form
go on being read, and nothing typed is lost.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SizeLimit(FileUploadHandler):
    """Stop listening to a file once it is larger than UPLOAD_MAX_MB, and remember its name."""

    size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > settings.UPLOAD_MAX_MB * 1024 * 1024:
            if self.request is not None:
                names = self.request.__dict__.setdefault("too_large_uploads", {})
                names.setdefault(self.field_name, []).append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def were_too_large(request: Any) -> bool:
    """Whether a file of this request was let pass by."""
    return bool(request.__dict__.get("too_large_uploads"))


def too_large(request: Any, field: str) -> list[str]:
    """A sentence for each file of this field that was too large to be taken."""
    # Reading POST is what makes the handlers run; beside the file nothing else need stand in it.
    _ = request.POST
    names = request.__dict__.get("too_large_uploads", {}).get(field, [])
    return [
        f"Tệp “{name}” lớn hơn {settings.UPLOAD_MAX_MB} MB nên không được nhận. Hãy nén hoặc tách"
        " thành nhiều tệp."
        for name in names
    ]
