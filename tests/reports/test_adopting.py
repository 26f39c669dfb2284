"""What an imported conclusion asks for becomes recommendations that are followed."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.choices import DueKind, RecommendationKind
from recommendations.models import Recommendation
from reports import adopting, taking_in
from reports.choices import DocumentKind
from reports.importing import recognise
from reports.importing.asked import Asked, asked_in
from tests.cast import make_person, signed_in
from tests.make.reports import make_full_case, make_issued, make_report

pytestmark = pytest.mark.django_db
CONCLUSION = """\
Số: 07/KL-TTr

Hải Tân, ngày 05 tháng 3 năm 2024

KẾT LUẬN THANH TRA

Việc tiếp công dân

I. KẾT QUẢ

1. Việc rà soát, kiến nghị bỏ thủ tục

Đã rà soát 12 thủ tục.

II. NHẬN XÉT VÀ KIẾN NGHỊ

1. Phòng Lao động quận Hải Tân

- Mở sổ theo dõi đơn trước ngày 30/4/2024;

- Kiểm điểm người có liên quan:

+ Trưởng phòng;

+ Công chức phụ trách.

2. Đề nghị Chủ tịch UBND quận Hải Tân chỉ đạo thực hiện kết luận trong 30 ngày từ ngày ban hành.

Trên đây là kết luận thanh tra./.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHÁNH THANH TRA

Đỗ Thu Hương
"""


def make_case():
    """Its report was issued, so a conclusion may come; nothing is recommended yet."""
    case = make_issued(make_report(make_full_case())).inspection
    case.recommendations.all().delete()
    return case


def taken_in():
    inspection = make_case()
    upload = SimpleUploadedFile("ket-luan.txt", CONCLUSION.encode())
    actor = make_person("minh")
    return taking_in.take_in(inspection, DocumentKind.CONCLUSION, upload=upload, actor=actor)


def test_what_a_paper_asks_for_is_told_with_addressee_and_time_limit():
    first, second, third = asked_in(recognise(CONCLUSION).paper)
    assert first == Asked(
        "Mở sổ theo dõi đơn trước ngày 30/4/2024",
        "Phòng Lao động quận Hải Tân",
        due_on=datetime.date(2024, 4, 30),
    )
    assert second.text.splitlines()[1:] == ["+ Trưởng phòng;", "+ Công chức phụ trách."]
    assert (third.addressee, third.due_days) == ("Chủ tịch UBND quận Hải Tân", 30)


def test_the_units_that_are_meant_are_found_by_their_names():
    first, second, third = adopting.proposals(taken_in())
    assert [str(unit) for unit in first.units] == ["Phòng Lao động quận Hải Tân"]
    assert second.units == first.units
    assert [str(unit) for unit in third.units] == ["Ủy ban nhân dân quận Hải Tân"]
    assert third.person == "Chủ tịch UBND quận Hải Tân"


def test_an_imported_conclusion_leads_to_what_it_asks_for(minh):
    inspection = make_case()
    upload = SimpleUploadedFile("ket-luan.txt", CONCLUSION.encode())
    page = f"/thanh-tra/{inspection.code}/van-ban/nhap/"
    answer = signed_in(minh).post(page, {"kind": "KL", "upload": upload})
    assert answer.url.endswith("/kien-nghi/")


def test_the_lines_that_a_person_leaves_ticked_become_recommendations(minh):
    document = taken_in()
    client, page = signed_in(minh), f"{document.get_absolute_url()}kien-nghi/"
    shown = client.get(page).content.decode()
    sent = filled(shown)
    second = adopting.proposals(document)[1].key
    sent.pop(f"keep_{second}")
    answer = client.post(page, sent)
    assert answer.status_code == 302
    made = Recommendation.objects.order_by("number")
    assert [each.text for each in made] == [
        "Mở sổ theo dõi đơn trước ngày 30/4/2024",
        "Đề nghị Chủ tịch UBND quận Hải Tân chỉ đạo thực hiện kết luận trong 30 ngày từ ngày ban hành",
    ]
    assert (made[0].due_kind, made[0].due_on) == (DueKind.DATE, datetime.date(2024, 4, 30))
    assert (made[1].due_kind, made[1].due_days) == (DueKind.AFTER_ISSUE, 30)
    assert made[1].kind == RecommendationKind.CARRY_OUT
    assert made[1].obligations.get().addressee == "Chủ tịch UBND quận Hải Tân"
    # What is a recommendation now is not proposed again.
    assert [each.key for each in adopting.proposals(document)] == [second]


def test_a_line_without_addressee_is_told_at_its_field_and_nothing_is_made(minh):
    document = taken_in()
    client, page = signed_in(minh), f"{document.get_absolute_url()}kien-nghi/"
    sent = filled(client.get(page).content.decode())
    first = adopting.proposals(document)[0].key
    sent.pop(f"units_{first}")
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Hãy chọn nơi thực hiện." in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_a_paper_that_was_composed_here_offers_nothing(minh):
    document = make_report()
    assert signed_in(minh).get(f"{document.get_absolute_url()}kien-nghi/").status_code == 403


def filled(page: str) -> dict:
    """What the page sends when nothing is changed."""
    sent: dict = {}
    for key in re.findall(r'name="kind_(\w+)"', page):
        proposal_part = page[page.index(f'name="keep_{key}"') :]
        kind = re.search(rf'name="kind_{key}".*?<option value="(\w+)" selected', page, re.DOTALL)
        units = re.search(rf'name="units_{key}".*?</select>', proposal_part, re.DOTALL)
        sent[f"keep_{key}"] = "on"
        sent[f"kind_{key}"] = kind[1]
        sent[f"units_{key}"] = re.findall(r'value="(\d+)" selected', units[0])
    return sent
