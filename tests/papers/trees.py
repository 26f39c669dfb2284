"""Papers nobody would write, for hypothesis: whatever the tree allows must print."""

import unicodedata
from datetime import date

from hypothesis import strategies as st

from reports.content import (
    Annex,
    Bar,
    Bound,
    Chart,
    Column,
    Footnote,
    Item,
    Numbered,
    Paper,
    Paragraph,
    Recipient,
    Run,
    Section,
    Signer,
    Table,
)

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
LETTERS = VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,;:%&<>\"'()/-+*_^[]{}|\\#~"
words = st.text(LETTERS, min_size=1, max_size=30).map(lambda s: unicodedata.normalize("NFC", s))


def runs(*, footnotes=True):
    notes = st.builds(Footnote, runs(footnotes=False)) if footnotes else st.none()
    faces = st.booleans()
    cited = st.sampled_from(["", "", "c:17", "l:5:29:1:a", "l:5:::"])
    run = st.builds(
        Run, words, bold=faces, italic=faces, footnote=st.none() | notes, private=faces, cites=cited
    )
    return st.lists(run, min_size=1, max_size=3).map(tuple)


def tables():
    columns = st.builds(
        Column,
        words,
        width=st.integers(1, 40),
        align=st.sampled_from(["left", "center", "right", "justify"]),
        group=st.sampled_from(["", "Trong đó", "Năm 2023"]),
    )

    def with_rows(cells):
        rows = st.lists(st.tuples(*[runs()] * len(cells)), max_size=3).map(tuple)
        return st.builds(Table, columns=st.just(cells), rows=rows, caption=st.just(()) | runs())

    return st.lists(columns, min_size=1, max_size=4).map(tuple).flatmap(with_rows)


def charts():
    numbers = st.integers(0, 10**6).map(lambda n: f"{n / 100:.2f}")
    bars = st.lists(st.builds(Bar, words, numbers, words), min_size=1, max_size=4).map(tuple)
    target = st.just("") | numbers
    return st.builds(Chart, runs(), bars, target, words, st.just(""))


def blocks():
    leaf = st.one_of(
        st.builds(Paragraph, runs(), style=st.sampled_from(["body", "basis", "lead"])),
        st.builds(Item, runs(), level=st.sampled_from([1, 2])),
        tables(),
        charts(),
    )

    def around(inner):
        below = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(Section, runs(), below, numbered=st.booleans()),
            st.builds(Numbered, runs(), below),
            st.builds(Bound, words, words, below),
        )

    return st.lists(st.recursive(leaf, around, max_leaves=6), max_size=4).map(tuple)


def papers():
    numbering = st.sampled_from(["roman", "arabic", "article", "parts"])
    annexes = st.builds(
        Annex,
        words,
        blocks(),
        landscape=st.booleans(),
        note=st.just("") | words,
        numbering=numbering,
    )
    signers = st.builds(
        Signer, st.lists(words, min_size=1, max_size=3).map(tuple), name=words, other_post=words
    )
    return st.builds(
        Paper,
        kind=st.sampled_from(["KL", "BC", "QĐ"]),
        numbering=numbering,
        issuer_parent=words,
        issuer=words,
        number=st.none() | st.integers(1, 2000).map(str),
        symbol=words,
        place=words,
        issued_on=st.none() | st.dates(date(2010, 1, 1), date(2040, 1, 1)),
        month_hint=st.none() | st.integers(1, 12),
        year_hint=st.none() | st.integers(2010, 2040),
        title=words,
        subject=st.lists(words, max_size=3).map(tuple),
        addressees=st.lists(words, max_size=3).map(tuple),
        deciding=st.just("") | words,
        preamble=blocks(),
        order=st.just("") | words,
        body=blocks(),
        annexes=st.lists(annexes, max_size=2).map(tuple),
        signer=st.none() | signers,
        recipients=st.lists(st.builds(Recipient, words, words), max_size=3).map(tuple),
        archive=words,
        draft=st.booleans(),
    )
