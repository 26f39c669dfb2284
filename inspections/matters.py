"""Do two texts speak of the same matter? Told by the words they share, so that a person can judge."""

import re
from itertools import pairwise

from office.text import search_key

# Words of every plan and decision: they say nothing of what is examined.
GENERIC = (
    "thuc hien", "chap hanh", "phap luat", "quy dinh", "cong tac", "quan ly", "nha nuoc",
    "su dung", "trach nhiem", "nhiem vu", "cong vu", "ket qua", "tinh hinh", "giai quyet",
    "to chuc", "hoat dong", "linh vuc", "don vi", "co quan", "chuc nang", "quyen han",
    "noi dung", "doi voi", "dia ban", "giai doan", "nien do", "lien quan", "trien khai",
    "thanh tra", "kiem tra", "hanh chinh", "chuyen de", "thoi ky", "thanh pho", "cong chuc", "vien chuc",
    "thu truong", "nguoi dung dau", "chi dao", "dieu hanh", "van ban", "ban hanh",
)  # fmt: skip
PHRASES = [tuple(phrase.split()) for phrase in GENERIC]
# These only with their accents: “từ” is not the “tư” of “đầu tư”.
PARTICLES = frozenset(
    (
        "việc", "tại", "của", "và", "về", "các", "trong", "theo", "cho", "năm", "thuộc", "một",
        "những", "được", "với", "đến", "từ", "trên",
    )
)  # fmt: skip
WORD = re.compile(r"\w+|[^\w\s]", re.UNICODE)


def shared(mine: str, theirs: str, *, besides: str = "") -> list[str]:
    """The runs of two words or more that both texts hold, spelt as in `mine`.

    Words of `besides`, such as the name of the unit, count for nothing. Two equal texts share
    themselves, however plain their words are.
    """
    if search_key(mine) and search_key(mine) == search_key(theirs):
        return [" ".join(mine.split())]
    common = (_pairs(theirs) & _pairs(mine)) - _pairs(besides)
    found: list[str] = []
    for segment in _segments(mine):
        run: list[str] = []
        for (word, key), (after, following) in pairwise(segment):
            if (key, following) in common:
                run = [*(run or [word]), after]
            elif run:
                found.append(" ".join(run))
                run = []
        if run:
            found.append(" ".join(run))
    return list(dict.fromkeys(found))


def _pairs(text: str) -> set[tuple[str, str]]:
    """Neighbouring words of the text without accents; Vietnamese words have two syllables."""
    return {
        (first[1], second[1]) for segment in _segments(text) for first, second in pairwise(segment)
    }


def _segments(text: str) -> list[list[tuple[str, str]]]:
    """Runs of words between marks and generic phrases, each word with its key."""
    words = [(word, search_key(word)) for word in WORD.findall(text)]
    segments: list[list[tuple[str, str]]] = [[]]
    at = 0
    while at < len(words):
        skipped = _generic_at(words, at)
        if skipped or not words[at][1].isalnum():
            segments.append([])
            at += skipped or 1
        else:
            segments[-1].append(words[at])
            at += 1
    return [segment for segment in segments if len(segment) > 1]


def _generic_at(words: list[tuple[str, str]], at: int) -> int:
    """How many words the generic phrase at this place has; 0 when there is none."""
    for phrase in PHRASES:
        if tuple(key for _, key in words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return int(words[at][0].lower() in PARTICLES)
