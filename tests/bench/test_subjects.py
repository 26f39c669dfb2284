import docx

from config.bench import papers
from config.bench.subjects import prepare
from reports.content import words


def test_the_word_file_holds_the_same_words_as_the_paper(tmp_path):
    paper = papers.annex(20)

    document = docx.Document(prepare("annex", paper, tmp_path).docx_file)

    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    shown = " ".join([p.text for p in document.paragraphs] + cells)
    listed = [
        word for row in paper.annexes[0].children[0].rows for c in row for word in c[0].text.split()
    ]
    assert set(listed) <= set(shown.split())
    assert set(paper.body[0].text[0].text.split()) <= set(words(paper))


def test_the_html_names_the_faces_by_their_whole_path(tmp_path):
    shown = prepare("short", papers.conclusion(1), tmp_path).html_file.read_text()

    assert "../../vendor" not in shown
    assert 'src: url("file:///' in shown
