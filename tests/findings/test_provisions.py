"""The law library is searched as people type."""

import pytest

from findings import provisions
from office.models import JournalEntry, LegalProvision
from office.workflow import Problems, Refused
from tests.make.inspections import make_running_inspection
from tests.make.office import make_law, make_provision

CIRCULAR = {
    "kind": "circular",
    "number": "77/2021/TT-KT",
    "title": "quy định quy trình xử lý đơn khiếu nại",
    "issuer": "Thanh tra Chính phủ",
}


@pytest.mark.parametrize(
    "words",
    [
        "khoản 1 Điều 29 Thông tư 77/2021/TT-KT",
        "khoan 1 dieu 29 thong tu 77/2021",
        "k1 đ29 77/2021/tt-kt",
        "điều 29 xử lý đơn quy trình",
        "Điều 29 quy trinh xu ly don",
    ],
)
def test_a_provision_is_found_by_words_without_accents(db, words):
    inspection = make_running_inspection()
    provision = make_provision("29", "1", **CIRCULAR)
    assert str(provision.pk) in [offer.value for offer in provisions.offers(words, inspection)]


@pytest.mark.parametrize("words", ["", "   ", "điều 29", "không có văn bản này", "%", "Điều 1 '\""])
def test_words_that_name_no_document_find_nothing(db, words):
    make_provision("29", "1", **CIRCULAR)
    assert provisions.offers(words, make_running_inspection()) == []


def test_a_place_the_library_lacks_is_offered_and_added_on_choice(lan):
    inspection = make_running_inspection()
    make_law(**CIRCULAR)
    (offer,) = provisions.offers("điểm đ khoản 2 Điều 30 TT 77/2021", inspection) or [None]
    assert offer.is_new
    assert offer.label.startswith("điểm đ khoản 2 Điều 30")
    provision = provisions.provision_of(offer.value, inspection, actor=lan)
    assert (provision.article, provision.clause, provision.point) == ("30", "2", "đ")
    assert provisions.provision_of(offer.value, inspection, actor=lan) == provision
    assert JournalEntry.objects.filter(verb="add_provision").count() == 1


@pytest.mark.parametrize("value", ["", "0", "999999", "new:999999:1::", "new:1", "x", "9" * 30])
def test_an_invented_value_is_refused_in_words(lan, value):
    with pytest.raises(Problems, match="không có trong thư viện"):
        provisions.provision_of(value, make_running_inspection(), actor=lan)


def test_a_stranger_adds_nothing_to_the_library(quan):
    inspection, law = make_running_inspection(), make_law(**CIRCULAR)
    with pytest.raises(Refused):
        provisions.provision_of(f"new:{law.pk}:30::", inspection, actor=quan)
    assert not LegalProvision.objects.filter(document=law).exists()
