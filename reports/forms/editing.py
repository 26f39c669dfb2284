"""The parts of a draft: what was typed is kept, whatever was wrong with it."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from office.forms import RoomForm, RoomModelForm
from reports import content, markup, rich_text
from reports.choices import BlockKind
from reports.content import Bound, walk
from reports.forms.fields import LONGEST_TEXT, lines_area
from reports.kinds import template_of
from reports.models import Block, Document
from reports.signers import SignerChoice, signers_of

LONGEST_HEADER = 3_000
AS_WRITTEN = "giu-nguyen"
HELD_AS_SIGNS = (
    "Trong đoạn có phần mà trình soạn thảo không giữ nguyên được (như đề mục nằm trong đoạn), nên"
    " đoạn này soạn bằng các dấu ở “Cách viết”."
)


class TextForm(RoomForm):
    """A run of text, written as people write: in the editor, or with the signs of reports.markup.

    `html` is filled by the editor in the browser and then says it all; without scripts, and for
    what the editor cannot hold, `text` does.
    """

    text = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=LONGEST_TEXT,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false", "data-grow": ""}),
        error_messages={"max_length": "Đoạn này quá dài; hãy tách thành nhiều đoạn."},
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, row: Block, label: str = "", **kwargs: Any):
        kwargs.setdefault("auto_id", f"id_{row.pk}_%s")
        self.edited: tuple[content.Block, ...] | None = None
        data = self._from_editor(data)
        written = text_of(row)
        initial = {"text": written, "revision": row.revision}
        super().__init__(data, *args, initial=initial, **kwargs)
        self.fields["text"].label = label or "Nội dung"
        self.fields["revision"].widget.attrs["data-revision-of"] = row.pk
        rich = self._rich(row)
        if rich is not None:
            self.fields["text"].widget.attrs["data-rich"] = rich
        elif not self.is_bound:
            self.fields["text"].help_text = HELD_AS_SIGNS
        lines = len(written) // 70 + written.count("\n") + 2
        self.fields["text"].widget.attrs["rows"] = min(max(lines, 4), 24)

    def _from_editor(self, data: Any) -> Any:
        """What was sent, its text in signs too: that is what a person compares and gets back."""
        html = data.get("html", "") if data is not None else ""
        if not html or rich_text.is_too_long(html):
            return data
        self.edited = rich_text.read(html)
        data = data.copy()
        data["text"] = markup.write(self.edited)
        return data

    def _rich(self, row: Block) -> str | None:
        """The HTML with which the editor begins; None where signs are typed instead."""
        if self.edited is not None:
            return rich_text.write(self.edited)
        if self.is_bound:
            return None
        blocks = content.blocks_from_json(row.data.get("blocks", []))
        return rich_text.write(blocks) if rich_text.can_hold(blocks) else None

    def clean_html(self) -> str:
        html = self.cleaned_data["html"]
        if rich_text.is_too_long(html):
            self.add_error("text", self.fields["text"].error_messages["max_length"])
        return html

    def clean_text(self) -> str:
        typed = self.cleaned_data["text"]
        if self.edited is not None:
            self.blocks = self.edited
            return typed
        try:
            self.blocks = markup.parse(typed)
        except markup.MarkupError as error:
            raise ValidationError(str(error)) from error
        if any(isinstance(block, Bound) for block in walk(self.blocks)):
            raise ValidationError("Khối lấy từ hồ sơ không gõ tay được; hãy bỏ dòng {{…}}.")
        return typed

    @property
    def data_of_row(self) -> dict[str, Any]:
        return {"blocks": content.blocks_to_json(self.blocks)}


class HeadingForm(RoomForm):
    """The heading of a section."""

    heading = forms.CharField(
        label="Tiêu đề mục",
        max_length=500,
        help_text="Không gõ số thứ tự: máy tự đánh số theo vị trí.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Block, **kwargs: Any):
        initial = {"heading": row.data.get("heading", ""), "revision": row.revision}
        super().__init__(*args, initial=initial, auto_id=f"id_{row.pk}_%s", **kwargs)
        if row.data.get("bare"):
            self.fields["heading"].help_text = "Số của mục này giữ như bản gốc, gõ cùng tiêu đề."
        self.fields["revision"].widget.attrs["data-revision-of"] = row.pk

    @property
    def data_of_row(self) -> dict[str, Any]:
        return {"heading": self.cleaned_data["heading"]}


class AnnexForm(RoomForm):
    """The title of an annex and how its pages lie."""

    title = forms.CharField(
        label="Tên phụ lục",
        max_length=500,
        help_text="Nội dung văn bản phải dẫn chiếu đến phụ lục (Phụ lục I Nghị định 30/2020).",
    )
    landscape = forms.BooleanField(label="Trang khổ ngang", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Block, **kwargs: Any):
        initial = {
            "title": row.data.get("title", ""),
            "landscape": row.data.get("landscape", False),
            "revision": row.revision,
        }
        super().__init__(*args, initial=initial, auto_id=f"id_{row.pk}_%s", **kwargs)

    @property
    def data_of_row(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "landscape")}


def text_of(row: Block) -> str:
    """The text of a row as a person edits it."""
    return markup.write(content.blocks_from_json(row.data.get("blocks", [])))


def form_of(row: Block, data: Any = None) -> RoomForm:
    """The form of a row by its kind."""
    if row.kind == BlockKind.SECTION:
        return HeadingForm(data, row=row)
    if row.kind == BlockKind.ANNEX:
        return AnnexForm(data, row=row)
    return TextForm(data, row=row)


class AddForm(RoomForm):
    """What to add, and where: under a section, or behind the others of a part."""

    KINDS = (("section", "Mục"), ("text", "Đoạn văn"), ("annex", "Phụ lục"))
    kind = forms.ChoiceField(choices=KINDS)
    heading = forms.CharField(max_length=500, required=False)
    part = forms.CharField(max_length=20)
    # Of the library, to begin a run of text with.
    entry = forms.CharField(max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in {"section", "annex"} and not cleaned.get("heading"):
            self.add_error("heading", "Hãy ghi tiêu đề.")
        return cleaned


class HeaderForm(RoomModelForm):
    """Everything around the text."""

    signing = forms.ChoiceField(
        label="Người ký",
        help_text=(
            "Chỉ người có thẩm quyền hoặc được giao ký ngày dự kiến ban hành (Điều 13 Nghị định"
            " 30/2020/NĐ-CP)."
        ),
    )

    class Meta:
        model = Document
        fields = (
            "issuer_parent_name",
            "issuer_name",
            "place",
            "planned_on",
            "title",
            "subject",
            "addressees",
            "signer_other_post",
            "recipients",
            "archive",
        )
        widgets = {
            "issuer_parent_name": lines_area(2),
            "issuer_name": lines_area(2),
            "subject": lines_area(3),
            "addressees": lines_area(2),
            "recipients": lines_area(5),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        document = self.instance
        # A công văn has no title; every other paper must keep one.
        self.fields["title"].required = bool(template_of(document).title)
        day = document.planned_on or timezone.localdate()
        self.signers = signers_of(document.owner, template_of(document), day)
        choices = [(choice.key, str(choice)) for choice in self.signers]
        if self._current() is None:
            lines = document.signer_authority.replace("\n", " / ") or "chưa chọn"
            choices.insert(0, (AS_WRITTEN, f"{document.signer_name} ({lines})".strip()))
        self.fields["signing"].choices = choices
        current = self._current()
        self.initial["signing"] = current.key if current else AS_WRITTEN
        for name in ("subject", "addressees", "recipients"):
            self.fields[name].max_length = LONGEST_HEADER
            self.fields[name].validators.append(_not_longer)
        self.helper.layout = Layout(
            Fieldset("Đầu văn bản", "issuer_parent_name", "issuer_name", "place", "planned_on"),
            Fieldset("Tên loại, trích yếu", "title", "subject", "addressees"),
            Fieldset("Người ký", "signing", "signer_other_post"),
            Fieldset("Nơi nhận", "recipients", "archive"),
        )

    def _current(self) -> SignerChoice | None:
        document = self.instance
        lines = tuple(document.signer_authority.splitlines())
        for choice in self.signers:
            if choice.person.pk == document.signer_id and choice.lines == lines:
                return choice
        return None

    @property
    def facts(self) -> dict[str, Any]:
        """The values for editing.change_header."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        chosen = [one for one in self.signers if one.key == self.cleaned_data["signing"]]
        for one in chosen:
            facts["signer"] = one.person
            facts["signer_authority"] = "\n".join(one.lines)
            facts["signer_name"] = one.person.full_name
        return facts


def _not_longer(value: str) -> None:
    if len(value) > LONGEST_HEADER:
        raise ValidationError(f"Phần này dài quá {LONGEST_HEADER} chữ cái; hãy rút gọn.")
