"""A paper that was printed, or written as Word, and read again: the same tree, from either file.

What the office program of this machine makes of the Word file is read, too.
"""

import io
import shutil
import subprocess

import pytest

from reports.content import Annex, Bound, Paper, Table, children, plain, walk
from reports.importing import pdf as pdf_files
from reports.importing import recognise
from reports.importing import word as word_files
from reports.rendering import docx, fonts, pdf
from tests.papers import examples
from tests.papers.test_round_trip import FOLDER, PAPERS, source

EXAMPLES = ("conclusion", "decision", "report")
MADE = {
    "pdf": lambda paper: pdf.write(paper, fonts=fonts._tinos()),
    "docx": docx.write,
}
READ = {"pdf": pdf_files.rows_of, "docx": word_files.rows_of}


def read_back(paper: Paper, form: str) -> Paper:
    return read(MADE[form](paper), form)


def read(data: bytes, form: str) -> Paper:
    rows, _ = READ[form](io.BytesIO(data))
    return recognise("\n".join(rows)).paper


def told(blocks) -> list[tuple[str, str]]:
    """Every block with its words and footnotes, from the top; the marks of printing are left out."""
    found = []
    for block in blocks:
        if isinstance(block, Bound):
            found += told(block.children)
            continue
        if isinstance(block, Table):
            found.append(("Table", str([[plain(cell) for cell in row] for row in block.rows])))
            found.append(("Columns", str([(each.heading, each.group) for each in block.columns])))
            found.append(("Caption", f"{plain(block.caption)} {block.unit}".strip()))
        else:
            runs = getattr(block, "text", None) or block.heading
            notes = [plain(run.footnote.text) for run in runs if run.footnote]
            found.append((type(block).__name__, " ".join([plain(runs).rstrip("./;"), *notes])))
        found += told(children(block))
    return found


def head_and_foot(paper: Paper) -> dict:
    names = ("kind", "symbol", "place", "issued_on", "title", "addressees", "recipients", "archive")
    return {name: getattr(paper, name) for name in (*names, "signer", "numbering", "order")}


@pytest.mark.parametrize("form", MADE)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_paper_of_ours_is_read_as_it_was(name, form):
    wanted = getattr(examples, name)()
    found = read_back(wanted, form)
    assert head_and_foot(found) == head_and_foot(wanted)
    assert " ".join(found.subject) == " ".join(wanted.subject)
    assert told((*found.preamble, *found.body)) == told((*wanted.preamble, *wanted.body))
    assert [titled(annex) for annex in found.annexes] == [titled(annex) for annex in wanted.annexes]


def titled(annex: Annex) -> tuple[str, list[tuple[str, str]]]:
    return annex.title.casefold(), told(annex.children)


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"source documents are not at {FOLDER}")
@pytest.mark.parametrize("form", MADE)
@pytest.mark.parametrize("name", PAPERS)
def test_a_source_document_is_read_as_it_was(name, form):
    wanted = recognise(source(name)).paper
    found = read_back(wanted, form)
    assert told((*found.preamble, *found.body)) == told((*wanted.preamble, *wanted.body))
    assert found.signer == wanted.signer
    assert found.recipients == wanted.recipients


def converted(folder, form: str) -> bytes:
    """What LibreOffice writes of our Word file of the conclusion."""
    source = folder / "ket luan.docx"
    source.write_bytes(docx.write(examples.conclusion()))
    target = folder / "out"
    kind = {"pdf": "pdf", "docx": "docx:MS Word 2007 XML"}[form]
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (target / f"ket luan.{form}").read_bytes()


@pytest.mark.xdist_group("soffice")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("form", MADE)
def test_a_file_of_another_program_is_read_as_it_was(form, tmp_path):
    wanted = examples.conclusion()
    found = read(converted(tmp_path, form), form)
    assert head_and_foot(found) == head_and_foot(wanted)
    words = {line for kind, line in told(wanted.body) if kind in {"Section", "Item", "Numbered"}}
    assert words <= {line for _, line in told(found.body)}
    assert sum(isinstance(each, Table) for each in walk(found.body)) == sum(
        isinstance(each, Table) for each in walk(wanted.body)
    )
