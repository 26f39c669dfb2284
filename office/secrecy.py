"""State secrets stay on paper: the marks by which one is known before it is kept.

Luật Bảo vệ bí mật nhà nước (29/2018/QH14): what carries MẬT, TỐI MẬT or TUYỆT MẬT is neither made nor
kept on a machine with a network. Only the mark is looked for; nobody can know content by itself.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Any

from office import pdf_words
from office.text import nfc

MARKS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
MARK = "|".join(MARKS)
# A stamp stands on a line of its own, as it does on paper, or in brackets behind a number.
STAMP = re.compile(rf"^\W*({MARK})\W*$")
SAID = re.compile(rf"^\W*ĐỘ MẬT\W+({MARK})\W*$", re.IGNORECASE)
BRACKETED = re.compile(rf"[(\[]\s*({MARK})\s*[)\]]")
NAMED = re.compile(r"(?<!\w)(?:(\w+)[\W_]+)?mật(?!\w)(?:[\W_]+(\w+))?", re.IGNORECASE)
UNMARKED = re.compile(
    r"(?<![a-z])(toi|tuyet|do|tai[ _-]*lieu|van[ _-]*ban|cong[ _-]*van)[ _-]+mat(?![a-z])"
)
# “bảo mật”, “mật khẩu”: words of every office, also where a line ends between the two.
BEFORE = {"bảo", "bí", "thân", "cơ"}
AFTER = {"khẩu", "độ", "mã", "thiết", "ong", "danh", "lệnh"}
PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|xl/sharedStrings\.xml")
# A stamp in a box of its own stands in the middle of another paragraph.
END_OF_LINE = re.compile(r"</?w:p(?:\s[^>]*)?>|<w:br[^>]*>|</si>")
MOST_BYTES = 8 * 1024 * 1024


def stamp_in(text: str) -> str:
    """The mark that a text carries as a stamp, such as “TỐI MẬT”; empty when there is none."""
    above: list[str] = []
    for line in nfc(text).splitlines():
        words = line.split()
        shown = " ".join(words)
        found = STAMP.match(shown) or SAID.match(shown) or BRACKETED.search(shown)
        if found and not _goes_on(above, shown):
            return found[1].upper()
        above = words
    return ""


def _goes_on(above: list[str], shown: str) -> bool:
    """“… BẢO VỆ BÍ / MẬT”: a heading that was broken in the middle of a word of every office."""
    return shown == "MẬT" and bool(above) and above[-1].lower() in BEFORE


def stamp_in_name(name: str) -> str:
    """The mark in the name of a file; “bảo mật” and “mật khẩu” are none."""
    plain = nfc(name)
    for found in NAMED.finditer(plain.replace("_", " ")):
        before, after = ((word or "").lower() for word in found.groups())
        if before in BEFORE or after in AFTER:
            continue
        return {"tuyệt": "TUYỆT MẬT", "tối": "TỐI MẬT"}.get(before, "MẬT")
    bare = UNMARKED.search(plain.lower())
    return {"toi": "TỐI MẬT", "tuyet": "TUYỆT MẬT"}.get(bare[1], "MẬT") if bare else ""


def stamp_of(upload: Any, content_type: str) -> str:
    """The mark on an upload, by its name or by its text where that can be read."""
    if mark := stamp_in_name(str(upload.name or "")):
        return mark
    upload.seek(0)
    mark = next((mark for text in _texts(upload, content_type) if (mark := stamp_in(text))), "")
    upload.seek(0)
    return mark


def _texts(upload: Any, content_type: str) -> Iterator[str]:
    if content_type == "text/plain":
        yield upload.read(MOST_BYTES).decode("utf-8", errors="replace")
    elif content_type == "application/pdf":
        yield pdf_words.first_words(upload.read())
    elif "officedocument" in content_type:
        yield from _texts_of_office(upload)


def _texts_of_office(upload: Any) -> Iterator[str]:
    """The words of a .docx or .xlsx, a line for each paragraph or cell."""
    try:
        with zipfile.ZipFile(upload) as archive:
            for part in archive.infolist():
                if not PARTS.fullmatch(part.filename):
                    continue
                with archive.open(part) as source:
                    raw = source.read(MOST_BYTES).decode("utf-8", errors="replace")
                yield unescape(re.sub(r"<[^>]+>", "", END_OF_LINE.sub("\n", raw)))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        # A damaged or locked archive has no text to read; whoever opens it is told so.
        return
