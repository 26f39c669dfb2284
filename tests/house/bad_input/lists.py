"""Lists: filters kept by name, acts on many rows; what one wants to be told."""

from lxml import html

from tests.cast import make_person
from tests.house.bad_input.rows import (
    Bad,
    Row,
    empty,
    invented,
    no_such_day,
    row,
    too_long,
    wrong,
)


def first_line(root: html.HtmlElement, name: str) -> str:
    """The first row that can be ticked."""
    return root.xpath("//*[@name=$name]/@value", name=name)[0]


def lan(root: html.HtmlElement, name: str) -> str:
    """The page that asks for a person comes second, so no list of this page offers her."""
    return str(make_person("lan").pk)


ROWS: dict[str, Row] = {
    "save_filter": row(
        {"name": "Vi phạm của năm"},
        empty("name", "Hãy đặt tên cho bộ lọc."),
        too_long("name", 100),
        invented("listing", "Không có danh sách này", at=None, value="vua"),
        Bad("too long", {"query": "q=" + "a" * 1500}, "1500", None),
    ),
    "findings:together": row(
        {"chon": first_line, "viec": "giao", "person": lan},
        empty("person", "Hãy chọn người phụ trách."),
        invented("person", "không ở trong đoàn"),
        who="minh",
        page="/phat-hien/",
        accepted=200,
    ),
    "recommendations:together": row(
        {"chon": first_line, "viec": "dat-han", "due_on": "30/06/2024"},
        empty("due_on", "Hãy nhập ngày phải hoàn thành."),
        no_such_day("due_on"),
        wrong("ngày/tháng/năm", "due_on", due_on="hôm nay"),
        who="minh",
        page="/kien-nghi/",
        accepted=200,
    ),
    "office:notice_settings": row(
        {"mailed": ["work"], "shown": ["news"]},
        invented("mailed", "vua", value=["vua"]),
        invented("shown", "vua", value=["vua"]),
    ),
    "office:put_off": row(
        {"days": "3"},
        empty("days", "Hãy chọn nhắc lại sau mấy ngày.", at=None),
        invented("days", "Hãy chọn hoãn 1, 3, 7 hoặc 14 ngày.", at=None, value="400"),
    ),
}
