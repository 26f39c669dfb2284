"""Reads a paper for what is wrong in it: one file for each check, and nothing is ever corrected.

sheet = sheets.of_paper(paper)          # or sheets.of_text(words of a file)
for remark in proofread(sheet): …

A remark quotes the words, gives the reason with its source, and says where it stands. A draft is
handed in when each error was mended or left by name (reports.remarks); warnings are shown once more.
"""

from collections.abc import Callable, Iterator

from reports.proofreading import (
    abbreviations,
    date_form,
    days,
    ending,
    names,
    other_words,
    percentages,
    private_data,
    ratios,
    same_document,
    series,
    sums,
    symbols,
    the_case,
    the_law,
)
from reports.proofreading.sheets import Remark, Sheet

CHECKS: tuple[Callable[[Sheet], Iterator[Remark]], ...] = (
    sums.check,
    ratios.check,
    percentages.check,
    days.check,
    series.check,
    same_document.check,
    symbols.check,
    the_case.check,
    the_law.check,
    abbreviations.check,
    names.check,
    other_words.check,
    date_form.check,
    ending.check,
    private_data.check,
)


def proofread(sheet: Sheet) -> list[Remark]:
    """Everything that is noticed, in the order of reading; the same remark is made once."""
    found = dict.fromkeys(remark for check in CHECKS for remark in check(sheet))
    order = {line.place: at for at, line in enumerate(sheet.lines)}
    return sorted(found, key=lambda remark: order.get(remark.place, len(order)))
