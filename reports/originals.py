"""The file that something is taken in from: kept as it came, and read as words."""

from typing import NamedTuple

from django.core.files.base import File

from office import files
from office.models import StoredFile
from office.workflow import Problem, Problems
from reports.importing.files import words_of
from reports.importing.lines import Unreadable

FILE_FIELD = "#id_upload"
LONGEST_WORDS = 2_000_000


class Original(NamedTuple):
    """The kept file with its words, and sentences about what of it was not read."""

    stored: StoredFile
    name: str
    text: str
    doubts: tuple[str, ...]


def read_original(upload: File) -> Original:
    """Keep and read it. Raises Problems, at the field, for a file that is not taken or not read."""
    try:
        stored = files.put(upload)
    except Problems as refused:
        told = [Problem(problem.text, FILE_FIELD) for problem in refused.problems]
        raise Problems(told) from refused
    try:
        words = words_of(upload, stored.content_type)
    except Unreadable as error:
        raise Problems([Problem(str(error), FILE_FIELD)]) from error
    if len(words.text) > LONGEST_WORDS:
        raise Problems([Problem("Văn bản này quá dài; hãy tách thành nhiều tệp.", FILE_FIELD)])
    return Original(stored, str(upload.name)[-255:], words.text, tuple(words.unread))
