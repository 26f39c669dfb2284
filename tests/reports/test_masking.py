"""Data of private persons is marked once, printed in the original, and held back from the public."""

import io
from dataclasses import replace

import pdfplumber
import pytest
from hypothesis import given, settings

from office.models import Job
from reports import content, drafts, editing, issuing, markup
from reports.content import Footnote, Paper, Paragraph, Run, Section, Table, text
from reports.masking import HELD_BACK, held_back, hidden, is_marked, masked
from reports.models import Block, Document
from reports.proofreading import proofread, sheets
from reports.tasks import preview_draft
from tests.cast import make_person, signed_in
from tests.make.reports import make_conclusion, make_issued
from tests.papers.trees import papers

SECRET = Run("bà Trần Thị Bé", private=True)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Nguyễn Văn A", "N.V.A"),
        (" Đỗ Ái ", " Đ.Á "),
        ("ông Nguyễn Văn A", HELD_BACK),
        ("Bé", HELD_BACK),
        ("số nhà 12, ngõ 5, tổ dân phố Lạc Long", HELD_BACK),
        ("UBND Phường", HELD_BACK),
        ("036085001234", HELD_BACK),
        ("   ", "   "),
    ],
)
def test_names_keep_their_initials_and_the_rest_nothing(words, shown):
    assert hidden(words) == shown


def test_marks_are_held_back_wherever_they_stand():
    noted = Run("theo đơn", footnote=Footnote((Run("Đơn của "), SECRET)))
    table = Table((content.Column("Người"),), ((((SECRET,)),),), caption=(SECRET,))
    section = Section((SECRET,), (Paragraph((noted, Run(" của "), SECRET)), table))
    paper = Paper(kind="KL", symbol="KL", issuer="A", place="B", body=(section,))

    public = masked(paper)

    assert is_marked(paper)
    assert not is_marked(public)
    assert "Trần Thị Bé" not in str(content.to_json(public))
    assert held_back(paper) == [("bà Trần Thị Bé", HELD_BACK)]
    assert str(content.to_json(public)).count(HELD_BACK) == 5


@given(papers())
@settings(max_examples=40, deadline=None)
def test_of_any_paper_nothing_marked_is_left_and_the_rest_is_as_it_was(paper):
    public = masked(paper)

    assert not is_marked(public)
    assert masked(public) == public
    if not is_marked(paper):
        assert public == paper


def test_a_paper_without_marks_has_the_hash_that_it_had():
    paper = Paper(kind="KL", symbol="KL", issuer="A", place="B", body=(Paragraph(text("Một.")),))

    assert b"private" not in content.canonical(paper)


def test_proofreading_is_silent_about_what_is_marked():
    words = Run("Bà Bé, số nhà 12 ngõ 5")
    paper = Paper(kind="KL", symbol="KL", issuer="A", place="B", body=(Paragraph((words,)),))
    hidden_there = replace(paper, body=(Paragraph((replace(words, private=True),)),))

    def told(one: Paper) -> list[str]:
        found = proofread(sheets.of_paper(one))
        return [each.reason for each in found if each.check == "private_data"]

    assert ["đánh dấu “Dữ liệu cá nhân”" in reason for reason in told(paper)] == [True]
    assert told(hidden_there) == []


def test_the_sign_is_read_and_written_and_may_be_a_letter():
    (block,) = markup.parse("Đơn của ~~Nguyễn Văn A~~ ngày ~ 5; viết \\~\\~.")

    assert block.text[1] == Run("Nguyễn Văn A", private=True)
    assert markup.parse(markup.write((block,))) == (block,)
    with pytest.raises(markup.MarkupError, match="~~ mở mà chưa đóng"):
        markup.parse("Đơn của ~~Nguyễn Văn A")


# --- Papers of a case -----------------------------------------------------------------------------


@pytest.fixture
def conclusion(cast) -> Document:
    """A draft conclusion in which a private person is marked."""
    document = make_conclusion(submitted=False)
    row = Block.objects.filter(document=document, kind="text", parent__isnull=False).first()
    blocks = content.blocks_to_json(markup.parse("Phòng trả lời đơn của ~~Nguyễn Văn A~~."))
    editing.change(row, revision=row.revision, actor=make_person("lan"), blocks=blocks)
    return document


@pytest.mark.django_db
def test_the_original_is_printed_in_full_and_the_public_copy_is_not(conclusion):
    lan = signed_in(make_person("lan"))
    page = f"{conclusion.get_absolute_url()}ban-cong-khai/"

    told = lan.get(page).content.decode()
    assert "Nguyễn Văn A → <strong>N.V.A</strong>" in told
    assert "Nguyễn Văn A" in lan.get(f"{conclusion.get_absolute_url()}xem/").content.decode()
    public = lan.get(f"{conclusion.get_absolute_url()}xem/?cong-khai").content.decode()
    assert "đơn của N.V.A." in public
    assert "Nguyễn Văn A" not in public
    assert page in lan.get(conclusion.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_the_public_pdf_holds_no_letter_of_what_is_held_back(conclusion):
    lan = signed_in(make_person("lan"))
    ask = f"{conclusion.get_absolute_url()}ban-cong-khai/pdf/"
    assert lan.get(ask).status_code == 405

    answer = lan.post(ask)
    job = Job.objects.get(kind="reports.preview_draft")
    preview_draft(str(job.pk))

    progress = lan.get(answer.headers["Location"]).content.decode()
    assert "PDF công khai" in progress
    file = lan.get(answer.headers["Location"] + "tep/")
    assert "cong-khai-" in file["Content-Disposition"]
    with pdfplumber.open(io.BytesIO(b"".join(file.streaming_content))) as pdf:
        words = " ".join(page.extract_text() for page in pdf.pages)
    assert "N.V.A." in words
    assert "Nguyễn Văn A" not in words
    assert Job.objects.get(pk=job.pk).payload["is_public"]


@pytest.mark.django_db
def test_an_issued_conclusion_gives_its_public_copy_without_the_mark_of_a_draft(conclusion):
    make_issued(conclusion)

    job = issuing.ask_for_public_copy(conclusion, actor=make_person("lan"))

    tree = content.from_json(job.payload["tree"], Paper)
    assert (tree.draft, tree.number) == (False, "01")
    assert not is_marked(tree)
    assert is_marked(issuing.as_it_stands(conclusion))
    again = issuing.ask_for_public_copy(conclusion, actor=make_person("minh"))
    assert again.pk == job.pk


@pytest.mark.django_db
def test_only_conclusions_have_a_public_copy(cast):
    document = make_conclusion(submitted=False)
    report = document.based_on

    lan = signed_in(make_person("lan"))
    assert lan.get(f"{report.get_absolute_url()}ban-cong-khai/").status_code == 403
    assert (
        "giống bản gốc" in lan.get(f"{document.get_absolute_url()}ban-cong-khai/").content.decode()
    )
    assert not is_marked(drafts.tree(document))
