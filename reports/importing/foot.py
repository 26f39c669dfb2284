"""How a paper ends: signer and recipients (components 7 and 9 of Phụ lục I NĐ 30/2020)."""

import re
from dataclasses import dataclass, field

from reports.content import Recipient, Signer
from reports.importing.lines import RECIPIENTS, Line

END = re.compile(r"\.\s*/\s*\.\W*$")
KEPT = re.compile(r"^Lưu\s*:?\s*")
NAME = re.compile(r"^(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]+\s+){1,4}[A-ZÀ-ỸĐ][a-zà-ỹđ]+$")
ON_BEHALF = re.compile(r"^(?:KT|TL|TM|TUQ|Q)\.")
# With nothing behind it but its number: "Phụ lục I kèm theo…" is a sentence.
ANNEX = re.compile(r"^PHỤ LỤC(?:\s+(?:[IVXLC]+|\d{1,2}|[A-Z]))?[.:]?$", re.IGNORECASE)
# Where a copy says that the original has been signed.
SIGNED = re.compile(
    r"[\[(]?\s*(?:đã ký(?: và đóng dấu|,? đóng dấu)?|ký tên,? đóng dấu|ký,? ghi rõ họ tên)\s*[\])]?$",
    re.IGNORECASE,
)
ITEM = re.compile(r"^[-–+•]\s*")


@dataclass
class Foot:
    """What was recognised behind the text."""

    recipients: list[Recipient] = field(default_factory=list)
    archive: str = ""
    # As it stands: “Lưu: VT, HSTT.”
    archive_line: str = ""
    signer: Signer | None = None


def split_foot(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The text, and what stands behind "./." or from "Nơi nhận" on."""
    for at, line in enumerate(lines):
        if RECIPIENTS.match(line.bare):
            return lines[:at], lines[at:]
        if END.search(line.bare) and not any(END.search(each.bare) for each in lines[at + 1 :]):
            return lines[: at + 1], lines[at + 1 :]
    return lines, []


def read_foot(lines: list[Line]) -> tuple[Foot, list[Line]]:
    """Recipients and signer, and the lines that are neither (annexes, stamps)."""
    foot = Foot()
    capitals: list[str] = []
    rest: list[Line] = []
    name, is_listing = "", False
    for at, line in enumerate(lines):
        text = SIGNED.sub("", line.bare).rstrip()
        if not text:
            continue
        if ANNEX.match(text):
            return _with_signer(foot, capitals, name), [*rest, *lines[at:]]
        if RECIPIENTS.match(text):
            is_listing = True
        elif ITEM.match(text) and is_listing and not name:
            _take_recipient(foot, ITEM.sub("", text))
        elif text == text.upper() and re.search(r"\w", text) and not name:
            capitals.append(text)
        elif NAME.match(text) and not name and capitals:
            name = text
        else:
            rest.append(line)
    return _with_signer(foot, capitals, name), rest


def _with_signer(foot: Foot, capitals: list[str], name: str) -> Foot:
    if capitals or name:
        foot.signer = _signer(capitals, name)
    return foot


def _take_recipient(foot: Foot, text: str) -> None:
    if KEPT.match(text):
        foot.archive_line, foot.archive = text, KEPT.sub("", text).rstrip(";. ")
        return
    text = text.rstrip(";. ")
    place, bracket, purpose = text.rpartition(" (")
    if bracket and purpose.endswith(")") and place:
        foot.recipients.append(Recipient(place, purpose[:-1]))
    else:
        foot.recipients.append(Recipient(text))


def _signer(capitals: list[str], name: str) -> Signer:
    """The last of three lines under KT. or a team is the post in the home agency."""
    is_team = any("ĐOÀN" in each or "TỔ TRƯỞNG" in each for each in capitals)
    if is_team and len(capitals) > 1 and not ON_BEHALF.match(capitals[-1]):
        *authority, other = capitals
        if len(authority) > 1 or not ON_BEHALF.match(authority[0]):
            return Signer(tuple(authority), name, other)
    return Signer(tuple(capitals), name)
