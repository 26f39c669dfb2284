"""The library: saved from a case without its names, copied behind what is typed, retired."""

import pytest

from findings import library
from findings.choices import EntryKind
from findings.library import EntryFacts
from findings.models import Finding, LibraryEntry
from inspections.choices import Secrecy
from office.models import JournalEntry
from office.workflow import Overtaken, Refused
from recommendations.models import Recommendation
from reports import markup
from reports.content import blocks_from_json, blocks_to_json
from reports.models import Block
from tests.cast import make_person, signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection
from tests.make.office import make_provision
from tests.make.reports import make_full_case, make_report
from tests.reports.pages import text_row, url

pytestmark = pytest.mark.django_db
GENERAL = "Đơn vị chưa mở sổ theo dõi."


@pytest.fixture
def lan():
    return make_person("lan")


@pytest.fixture
def case():
    return make_full_case()


def keep(case, person, kind=EntryKind.FINDING, **facts) -> LibraryEntry:
    told = {"title": "Chưa mở sổ", "text": GENERAL, "topic": "Sổ sách"} | facts
    return library.save(EntryFacts(kind, **told), case, actor=person)


def test_a_finding_is_saved_with_its_kind_and_rules_and_without_its_case(lan):
    finding = make_finding(make_running_inspection())
    finding.provisions.add(make_provision("47"))
    case, page = finding.inspection, f"{finding.get_absolute_url()}thu-vien/"
    unit = case.audited_units.first().unit.name
    client = signed_in(lan)
    assert "Tôi đã xem" not in client.get(page).content.decode()
    named = {"title": "Chưa mở sổ", "text": f"{unit} chưa nộp 1.250.000 đồng ngày 05/7/2023."}
    answer = client.post(page, named)
    assert answer.status_code == 422
    for word in (unit, "1.250.000 đồng", "05/7/2023"):
        assert f"“{word}”" in answer.content.decode()
    assert named["text"] in answer.content.decode()
    assert not LibraryEntry.objects.exists()
    # Who has looked may keep the words all the same.
    assert client.post(page, named | {"is_checked": "on"}).status_code == 302

    client.post(page, {"title": "Chưa mở sổ", "text": GENERAL, "is_shared": "on"})
    entry = LibraryEntry.objects.latest("pk")
    assert (entry.kind, entry.sort, entry.text) == ("finding", finding.kind, GENERAL)
    assert entry.provisions.count() == 1
    told = JournalEntry.objects.latest("pk")
    assert (told.chain, told.sentence) == (case.code, "Lưu “Chưa mở sổ” vào thư viện.")


def test_nothing_is_saved_from_a_case_that_only_its_people_may_know_of(case, lan):
    case.secrecy = Secrecy.INTERNAL
    case.save()
    with pytest.raises(Refused):
        keep(case, lan)
    finding = Finding.objects.filter(inspection=case).first()
    assert signed_in(lan).get(f"{finding.get_absolute_url()}thu-vien/").status_code == 403


def test_ones_own_text_is_nobody_elses(case, lan):
    entry = keep(case, lan, is_shared=False)
    assert signed_in(make_person("minh")).get(entry.get_absolute_url()).status_code == 404
    assert signed_in(make_person("binh")).get("/thu-vien/").status_code == 403
    assert library.offers(EntryKind.FINDING, "", make_person("minh")) == []
    assert library.offers(EntryKind.FINDING, "mo so", lan) == [entry]


def test_who_did_not_save_it_reads_it_and_changes_nothing(case, lan):
    entry = keep(case, lan)
    other = signed_in(make_person("duc"))
    page = other.get(entry.get_absolute_url())
    assert GENERAL in page.content.decode()
    assert "Thôi dùng" not in page.content.decode()
    other.post(entry.get_absolute_url(), {"title": "Khác", "text": "Khác", "revision": 1})
    assert LibraryEntry.objects.get().title == "Chưa mở sổ"
    assert other.get(f"{entry.get_absolute_url()}thoi-dung/").status_code == 403


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nộp 12 triệu đồng, 1,25 tỷ đồng", ["12 triệu đồng", "1,25 tỷ đồng"]),
        ("Chi 500.000đ cho 4.320m2 đất", ["500.000đ", "4.320m2"]),
        ("Từ 05-7-2023 đến ngày 5 tháng 9", ["05-7-2023", "ngày 5 tháng 9"]),
        ("Theo Công văn số 12/UBND-TTr", ["12/UBND-TTr"]),
        ("Điều 47 Nghị định số 29/2023/NĐ-CP, Luật số 11/2022/QH15", []),
        ("Trong 30 ngày, 02 đoàn", []),
    ],
)
def test_figures_of_one_case_are_told_and_those_of_laws_are_not(case, text, told):
    assert sorted(library.of_this_case(text, case)) == sorted(told)


def test_the_topic_names_no_unit_of_the_case_unseen(lan):
    finding = make_finding(make_running_inspection())
    unit = finding.inspection.audited_units.first().unit.name
    facts = {"title": "Chưa mở sổ", "topic": f"Sổ sách tại {unit}", "text": GENERAL}
    answer = signed_in(lan).post(f"{finding.get_absolute_url()}thu-vien/", facts)
    assert answer.status_code == 422
    assert f"“{unit}”" in answer.content.decode()


def test_only_its_author_takes_a_text_from_all_others(case, lan):
    entry = keep(case, lan)
    chief = signed_in(make_person("son"))
    assert "Dùng chung trong cơ quan" not in chief.get(entry.get_absolute_url()).content.decode()
    facts = {"title": "Sổ", "text": GENERAL, "revision": entry.revision}
    assert chief.post(entry.get_absolute_url(), facts, follow=True).status_code == 200
    entry.refresh_from_db()
    assert (entry.title, entry.is_shared) == ("Sổ", True)
    signed_in(lan).post(entry.get_absolute_url(), facts | {"revision": entry.revision})
    entry.refresh_from_db()
    assert not entry.is_shared


def test_two_people_change_one_text_and_the_second_is_told(case, lan):
    entry = keep(case, lan)
    chief = signed_in(make_person("son"))
    facts = {"title": "Sổ", "text": GENERAL, "revision": entry.revision}
    assert chief.post(entry.get_absolute_url(), facts).status_code == 302
    answer = signed_in(lan).post(entry.get_absolute_url(), facts | {"title": "Sổ theo dõi"})
    assert answer.status_code == 409
    assert "Sổ theo dõi" in answer.content.decode()


def test_what_is_retired_is_offered_no_more_until_it_is_brought_back(case, lan):
    entry = keep(case, lan)
    library.retire(entry, reason="Luật đã đổi.", actor=lan)
    with pytest.raises(Overtaken):
        library.retire(entry, reason="Luật đã đổi.", actor=lan)
    assert library.offers(EntryKind.FINDING, "", lan) == []
    assert library.take(entry.pk, EntryKind.FINDING, lan) is None
    client = signed_in(lan)
    assert "Chưa mở sổ" not in client.get("/thu-vien/").content.decode()
    assert "Chưa mở sổ" in client.get("/thu-vien/?con-dung=thoi").content.decode()
    client.post(f"{entry.get_absolute_url()}dung-lai/")
    assert library.offers(EntryKind.FINDING, "", lan) == [entry]


def test_a_text_is_copied_behind_what_is_typed_and_nothing_is_saved_yet(case, lan):
    rule = make_provision("47")
    entry = keep(case, lan, sort="violation", provisions=[rule])
    client = signed_in(lan)
    page = f"/thanh-tra/{case.code}/phat-hien/ghi/"
    before = Finding.objects.count()
    answer = client.post(
        page, {"text": "Đã gõ.", "act": f"take-{entry.pk}", "library_words": "so theo doi"}
    )
    shown = answer.context["form"]
    assert shown["text"].value() == f"Đã gõ.\n\n{GENERAL}"
    assert shown["kind"].value() == "violation"
    assert [offer.value for offer in shown.ticked_provisions] == [str(rule.pk)]
    assert shown.library_offers == [entry]
    assert Finding.objects.count() == before
    entry.refresh_from_db()
    assert entry.uses == 1
    # Gone meanwhile: told, and what was typed stays.
    library.retire(entry, reason="Cũ.", actor=lan)
    answer = client.post(page, {"text": "Đã gõ.", "act": f"take-{entry.pk}"}, follow=True)
    assert "không còn trong thư viện" in answer.content.decode()
    assert answer.context["form"]["text"].value() == "Đã gõ."


def test_a_recommendation_is_saved_and_copied(case, lan):
    client = signed_in(lan)
    asked = Recommendation.objects.filter(inspection=case).first()
    page = f"/thanh-tra/{case.code}/kien-nghi/{asked.number}/thu-vien/"
    client.post(page, {"title": "Mở sổ", "text": "Mở sổ theo dõi.", "is_shared": "on"})
    entry = LibraryEntry.objects.get()
    assert (entry.kind, entry.sort) == ("recommendation", asked.kind)
    found = client.get("/thu-vien/tim/?loai=recommendation&library_words=mo+so")
    assert f'value="take-{entry.pk}"' in found.content.decode()
    answer = client.post(
        f"/thanh-tra/{case.code}/kien-nghi/soan/", {"act": f"take-{entry.pk}", "text": ""}
    )
    assert answer.context["form"]["text"].value() == "Mở sổ theo dõi."


def test_a_phrase_of_a_draft_is_saved_and_comes_into_another_part(lan):
    document = make_report()
    row = text_row(document)
    client = signed_in(lan)
    facts = {"title": "Mở đầu", "text": "Đoàn đã làm việc.\n- Ý một", "is_shared": "on"}
    client.post(url("save_phrase", document, row.pk), facts)
    entry = LibraryEntry.objects.get()
    part = row.parent_id
    chosen = client.get(url("choose_phrase", document), {"phan": part, "q": "lam viec"})
    assert "Đoàn đã làm việc." in chosen.content.decode()
    sent = {"part": part, "kind": "text", "entry": entry.pk}
    assert client.post(url("add", document), sent).status_code == 302
    added = Block.objects.filter(document=document, parent_id=part).latest("pk")
    assert markup.write(blocks_from_json(added.data["blocks"])) == facts["text"]
    gone = client.post(url("add", document), sent | {"entry": "999999"})
    assert gone.status_code == 422
    assert "không còn trong thư viện" in gone.content.decode()
    LibraryEntry.objects.update(text="| a | b |\n| c |")
    wrong = client.post(url("add", document), sent)
    assert wrong.status_code == 422
    assert "viết sai dấu" in wrong.content.decode()


def test_a_phrase_says_in_words_what_its_draft_cited(lan):
    document = make_report()
    row = text_row(document)
    blocks = blocks_to_json(markup.parse("Theo {c:1=Quyết định số 7/QĐ-UBND}, **đoàn** thấy."))
    Block.objects.filter(pk=row.pk).update(data={"blocks": blocks})

    page = signed_in(lan).get(url("save_phrase", document, row.pk))

    said = page.context["form"].initial["text"]
    assert said == "Theo Quyết định số 7/QĐ-UBND, **đoàn** thấy."


def test_a_bound_row_is_no_phrase(lan):
    document = make_report()
    bound = Block.objects.filter(document=document, kind="bound").first()
    assert signed_in(lan).get(url("save_phrase", document, bound.pk)).status_code == 403
