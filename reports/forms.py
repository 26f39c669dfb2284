"""Forms of papers: what was typed is kept, whatever was wrong with it."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.fields import PersonField
from accounts.models import User
from office.forms import DateField, RoomForm, RoomModelForm
from office.models import RegisterEntry
from office.workflow import Problem
from reports import content, markup
from reports.choices import AppraisalVerdict
from reports.content import Bound, walk
from reports.issuing import GivenNumber
from reports.models import Block, Document
from reports.remarks import LONGEST_REASON as LONGEST_ACKNOWLEDGEMENT
from reports.signers import SignerChoice, signers_of

LONGEST_TEXT = 200_000
LONGEST_HEADER = 3_000
LONGEST_REASON = 3_000
AS_WRITTEN = "giu-nguyen"


class ComposeForm(RoomForm):
    planned_on = DateField(
        required=False,
        label="Dự kiến ban hành",
        help_text=(
            "Văn bản in tên cơ quan, đơn vị và người có thẩm quyền ký theo ngày này; để trống là"
            " hôm nay."
        ),
    )


class TextForm(RoomForm):
    """A run of text, written as people write (reports.markup)."""

    text = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=LONGEST_TEXT,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false", "data-grow": ""}),
        error_messages={"max_length": "Đoạn này quá dài; hãy tách thành nhiều đoạn."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Block, label: str = "", **kwargs: Any):
        kwargs.setdefault("auto_id", f"id_{row.pk}_%s")
        written = text_of(row)
        initial = {"text": written, "revision": row.revision}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["text"].label = label or "Nội dung"
        lines = len(written) // 70 + written.count("\n") + 2
        self.fields["text"].widget.attrs["rows"] = min(max(lines, 4), 24)

    def clean_text(self) -> str:
        typed = self.cleaned_data["text"]
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


class AddForm(RoomForm):
    """What to add, and where: under a section, or behind the others of a part."""

    KINDS = (("section", "Mục"), ("text", "Đoạn văn"), ("annex", "Phụ lục"))
    kind = forms.ChoiceField(choices=KINDS)
    heading = forms.CharField(max_length=500, required=False)
    part = forms.CharField(max_length=20)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in {"section", "annex"} and not cleaned.get("heading"):
            self.add_error("heading", "Hãy ghi tiêu đề.")
        return cleaned


def lines_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


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
        day = document.planned_on or timezone.localdate()
        self.signers = signers_of(document.owner, document.kind, day)
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


class ImportForm(RoomForm):
    """An existing paper, and what it becomes in this case."""

    kind = forms.ChoiceField(
        label="Nhập làm",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn loại văn bản.",
            "invalid_choice": "Loại văn bản này chưa lập được ở cuộc này; hãy chọn lại.",
        },
    )
    upload = forms.FileField(
        label="Tệp văn bản",
        error_messages={"required": "Hãy chọn tệp văn bản.", "empty": "Tệp này rỗng."},
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        too_large: Sequence[str],
        limit: int,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        kind, upload = self.fields["kind"], self.fields["upload"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- declared above
        kind.choices = kinds
        self.too_large = list(too_large)
        # A file that was too large never came in; its own sentence is told instead.
        upload.required = not self.too_large
        upload.help_text = f"Word (.docx) hoặc văn bản thuần (.txt), tối đa {limit} MB."

    def clean_upload(self) -> Any:
        if self.too_large:
            raise ValidationError(self.too_large)
        return self.cleaned_data["upload"]


class AcknowledgeForm(RoomForm):
    """Why what proofreading noticed stays as it is."""

    reason = forms.CharField(
        label="Lý do giữ nguyên",
        max_length=LONGEST_ACKNOWLEDGEMENT,
        error_messages={"required": "Hãy ghi lý do giữ nguyên."},
    )


class CompareForm(RoomForm):
    """Which two versions; both are asked in the address."""

    tu = forms.ChoiceField(label="Bản trước")
    den = forms.ChoiceField(label="Bản sau")

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("tu", "den"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
            field.choices = offers
            field.error_messages["invalid_choice"] = "Không có bản này; hãy chọn lại."


class SubmitForm(RoomForm):
    note = forms.CharField(
        label="Lời nhắn cho người duyệt",
        required=False,
        max_length=LONGEST_REASON,
        widget=lines_area(2),
    )
    acknowledged = forms.BooleanField(
        label="Tôi đã xem các cảnh báo trên và vẫn trình.", required=False
    )

    def __init__(self, *args: Any, warnings: list[Problem], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if warnings:
            self.fields["acknowledged"].required = True
            self.fields["acknowledged"].error_messages["required"] = (
                "Còn cảnh báo: hãy xử lý, hoặc đánh dấu là đã xem."
            )
        else:
            del self.fields["acknowledged"]
            self.helper.layout = Layout("note")


class ApproveForm(RoomForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label="Ý kiến (nếu có)", required=False, max_length=LONGEST_REASON, widget=lines_area(2)
    )
    approved_on = DateField(
        label="Ngày duyệt",
        required=False,
        help_text="Để trống là hôm nay. Ghi ngày khác khi đã duyệt trên giấy trước đó.",
    )


class SendBackForm(RoomForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="Lý do trả lại, việc cần sửa",
        max_length=LONGEST_REASON,
        widget=lines_area(4),
        error_messages={"required": "Hãy ghi lý do để người soạn biết phải sửa gì."},
    )


class DiscardForm(RoomForm):
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do hủy dự thảo."},
    )


class AssignForm(RoomForm):
    appraiser = PersonField(
        label="Người thẩm định",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        error_messages={
            "required": "Hãy chọn người thẩm định.",
            "invalid_choice": "Không có người này trong danh sách; hãy chọn lại.",
        },
        help_text="Người giữ vai trò thẩm định, không ở trong đoàn và không soạn dự thảo.",
    )
    assignment = forms.CharField(
        label="Theo văn bản giao",
        max_length=300,
        help_text="Số, ký hiệu, ngày của văn bản phân công, hoặc bút phê trên phiếu trình.",
        error_messages={"required": "Giao thẩm định bằng văn bản: hãy ghi số, ngày văn bản giao."},
    )
    due_on = DateField(label="Thời hạn")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["appraiser"].queryset = User.objects.filter(pk__in=[one.pk for one in people])


class AppraiseForm(RoomForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    verdict = forms.ChoiceField(
        label="Ý kiến",
        choices=AppraisalVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một ý kiến."},
    )
    opinion = forms.CharField(
        label="Nội dung thẩm định",
        max_length=LONGEST_TEXT,
        widget=lines_area(14),
        help_text="Căn cứ, tính hợp pháp, chứng cứ, sự thống nhất giữa phát hiện và kiến nghị; điểm đề nghị sửa.",
        error_messages={"required": "Hãy ghi nội dung thẩm định."},
    )


class EndAppraisalForm(RoomForm):
    reason = forms.CharField(
        label="Lý do thôi giao",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do thôi giao."},
    )


class HandOverForm(RoomForm):
    giver = PersonField(
        label="Việc đang dở của",
        queryset=User.objects.none(),
        empty_label="Chọn người giao",
        error_messages={
            "required": "Hãy chọn người giao.",
            "invalid_choice": "Người này không có việc nào đang dở; hãy chọn lại.",
        },
    )
    taker = PersonField(
        label="Giao cho",
        queryset=User.objects.none(),
        empty_label="Chọn người nhận",
        error_messages={
            "required": "Hãy chọn người nhận.",
            "invalid_choice": "Người này không làm việc trong đoàn; hãy chọn lại.",
        },
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Cần ghi lý do bàn giao."},
    )

    def __init__(self, *args: Any, givers: list[User], takers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["giver"].queryset = User.objects.filter(pk__in=[one.pk for one in givers])
        self.fields["taker"].queryset = takers


class RecallForm(RoomForm):
    reason = forms.CharField(
        label="Lý do rút duyệt",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do rút duyệt."},
    )


class IssueForm(RoomForm):
    issued_on = DateField(
        label="Ngày ban hành",
        help_text=(
            "Số và ngày ghi sau khi ký, chậm nhất ngày làm việc tiếp theo; số tăng theo ngày, bắt"
            " đầu từ 01 mỗi năm (Điều 15 Nghị định 30/2020/NĐ-CP)."
        ),
    )
    reserved = forms.ChoiceField(label="Dùng số đã giữ", required=False)
    number = forms.CharField(
        label="Số đã cấp ở nơi khác",
        required=False,
        max_length=7,
        help_text="Chỉ ghi khi phần mềm điều hành hoặc sổ giấy đã cấp số; để trống thì lấy số tiếp"
        " theo.",
    )
    acknowledged = forms.BooleanField(
        label="Tôi đã xem các cảnh báo trên và vẫn dùng số này.", required=False
    )

    def __init__(
        self, *args: Any, reserved: list[RegisterEntry], doubts: bool = False, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.entries = {str(entry.pk): entry for entry in reserved}
        labels = [
            (key, f"{entry.label} năm {entry.register.year}: {entry.taken_for[:80]}")
            for key, entry in self.entries.items()
        ]
        self.fields["reserved"].choices = [("", "Không, lấy số tiếp theo"), *labels]
        if not reserved:
            self.leave_out("reserved")
        if not doubts:
            self.leave_out("acknowledged")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("reserved") and facts.get("number"):
            self.add_error("number", "Chọn số đã giữ, hoặc ghi số đã cấp ở nơi khác; không cả hai.")
        return facts

    @property
    def given(self) -> GivenNumber:
        """The number that issuing shall use."""
        return GivenNumber(
            reserved=self.entries.get(self.cleaned_data.get("reserved", "")),
            typed=self.cleaned_data["number"],
            acknowledged=self.cleaned_data.get("acknowledged", False),
        )
