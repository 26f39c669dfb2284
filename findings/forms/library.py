"""Forms of the library: what is saved from a case, and what is changed later."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings import library
from findings.choices import EntryKind
from findings.forms.fields import text_field
from findings.library import EntryFacts
from findings.models import LibraryEntry
from findings.recording import LONGEST_TEXT
from inspections.models import Inspection
from office.forms import Conflict, Difference, RoomForm
from office.models import LegalProvision
from office.text import row_key


class CopyingForm(RoomForm):
    """A form whose field `text` may begin with a text of the library, copied behind what is typed."""

    library_kind: EntryKind
    library_words = text_field(
        "Tìm trong thư viện",
        most=200,
        help_text="Gõ không dấu cũng được; để trống thì hiện mục hay dùng.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.library_offers: list[LibraryEntry] = []
        self.is_library_open = False

    def look_in_library(self, act: str, user: Any) -> str:
        """Do what the button asked, “library” or “take-12”; a sentence when something was copied."""
        key = act.removeprefix("take-") if act.startswith("take-") else ""
        if not key and act != "library":
            return ""
        self.is_library_open = True
        words = str(self["library_words"].value() or "")[:200]
        said = self._copy(library.take(row_key(key), self.library_kind, user)) if key else ""
        self.library_offers = library.offers(self.library_kind, words, user)
        return said

    def _copy(self, entry: LibraryEntry | None) -> str:
        if entry is None:
            return "Mục này không còn trong thư viện."
        data = self.data.copy()
        data["text"] = library.joined(data.get("text", ""), entry.text)
        if entry.sort and not data.get("kind"):
            data["kind"] = entry.sort
        if "provisions" in self.fields:
            ticked = [
                *data.getlist("provisions"),
                *(str(each.pk) for each in entry.provisions.all()),
            ]
            data.setlist("provisions", list(dict.fromkeys(ticked)))
        self.data = data
        return f"Đã chép “{entry}” vào nội dung; hãy sửa cho hợp cuộc này."


class WordsForm(RoomForm):
    """What a text of the library is called and says."""

    title = text_field(
        "Tên gọi",
        most=200,
        need="Hãy đặt tên gọi để sau này tìm được.",
        help_text="Ví dụ: Chưa niêm yết thủ tục hành chính",
    )
    topic = text_field("Chủ đề", most=200, help_text="Ví dụ: tiếp công dân, mua sắm tài sản")
    text = text_field(
        "Nội dung",
        most=LONGEST_TEXT,
        rows=9,
        need="Hãy viết nội dung.",
        help_text="Chỗ mỗi cuộc một khác thì để trống, ví dụ: […].",
    )
    is_shared = forms.BooleanField(
        label="Dùng chung trong cơ quan",
        required=False,
        initial=True,
        help_text="Không chọn thì chỉ mình bạn thấy.",
    )

    NAMES = ("title", "topic", "text", "is_shared")

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.NAMES if name in self.fields}


class EntryForm(WordsForm):
    """A text of the library is changed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, entry: LibraryEntry, reader: Any, **kwargs: Any):
        kwargs["initial"] = {name: getattr(entry, name) for name in (*self.NAMES, "revision")}
        super().__init__(*args, **kwargs)
        # Who takes it for himself takes it from all others: only its author may.
        if entry.saved_by_id != reader.pk:
            self.leave_out("is_shared")

    def conflict(self, current: LibraryEntry) -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`."""
        self.data = self.data.copy()
        self.data["revision"] = str(current.revision)
        mine = self.facts()
        pairs = [(str(self.fields[n].label), getattr(current, n), mine[n]) for n in mine]
        told = [(label, _shown(theirs), _shown(ours)) for label, theirs, ours in pairs]
        return Conflict(
            f"Trong lúc bạn viết, người khác đã sửa “{current}”.",
            [Difference(*each) for each in told if each[1] != each[2]],
        )


class SaveForm(WordsForm):
    """A text of a case on its way into the library: what is of this case alone is asked about."""

    is_checked = forms.BooleanField(
        label="Tôi đã xem: các chữ nêu trên dùng được ở cuộc khác", required=False
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        written = (str(self[name].value() or "") for name in ("title", "topic", "text"))
        self.of_this_case = library.of_this_case("\n".join(written), inspection)
        if not self.of_this_case:
            self.leave_out("is_checked")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "is_checked" in self.fields and not cleaned.get("is_checked"):
            words = ", ".join(f"“{each}”" for each in self.of_this_case[:8])
            raise ValidationError(
                f"Còn chữ của riêng cuộc này: {words}. Hãy thay đi, hoặc đánh dấu là đã xem."
            )
        return cleaned

    def entry(
        self, kind: EntryKind, *, sort: str = "", provisions: tuple[LegalProvision, ...] = ()
    ) -> EntryFacts:
        return EntryFacts(kind=kind, sort=sort, provisions=provisions, **self.facts())


def _shown(value: Any) -> str:
    return {True: "có", False: "không"}[value] if isinstance(value, bool) else str(value)
