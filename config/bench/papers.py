"""Papers to measure with: the same words on every machine, of a length that is asked for."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from reports.content import (
    Annex,
    Block,
    Column,
    Footnote,
    Item,
    Paper,
    Paragraph,
    Recipient,
    Run,
    Section,
    Signer,
    Table,
    text,
)

SENTENCES = (
    "Trong kỳ thanh tra, phòng đã tiếp nhận {a} hồ sơ, giải quyết đúng hạn {b} hồ sơ, còn {c} hồ sơ trả kết quả chậm mà không có thư xin lỗi gửi người dân.",
    "Kiểm tra xác suất {b} hồ sơ cho thấy {c} hồ sơ thiếu phiếu kiểm soát quá trình giải quyết, ngày ghi trên giấy tiếp nhận không khớp với ngày ghi trong sổ theo dõi.",
    "Kế hoạch công tác năm được ban hành chậm {c} ngày so với quy định, chưa phân công cụ thể người chịu trách nhiệm và thời điểm hoàn thành đối với {b} nhiệm vụ.",
    "Việc lấy ý kiến của các đơn vị liên quan được thực hiện bằng văn bản, tuy nhiên hồ sơ lưu không đủ {c} văn bản trả lời nên chưa có cơ sở đánh giá mức độ tiếp thu.",
    "Qua đối chiếu dữ liệu trên hệ thống một cửa điện tử với hồ sơ giấy, số liệu báo cáo chênh lệch {c} trường hợp; nguyên nhân do nhập liệu dồn vào cuối tháng.",
    "Lãnh đạo phòng đã tổ chức {c} cuộc tự kiểm tra, phát hiện và chấn chỉnh {b} lỗi về thể thức, kỹ thuật trình bày trong tổng số {a} văn bản đã phát hành.",
    "Công chức được giao nhiệm vụ có trình độ chuyên môn phù hợp, chấp hành nghiêm giờ làm việc; có {c} trường hợp chưa cập nhật nhật ký công vụ theo quy chế của cơ quan.",
    "Nguồn kinh phí {a} triệu đồng được sử dụng đúng mục đích, thanh toán qua kho bạc; còn {c} khoản chi thiếu bảng kê chi tiết kèm theo chứng từ gốc.",
)
UNITS = ("Phòng Một cửa", "Tổ Hồ sơ", "Tổ Kế toán", "Đội Kiểm tra", "Bộ phận Lưu trữ")
# What fills the pages named by the goals, in Tinos or Times New Roman, which are equally wide.
PARTS_OF = {1: (0, 4), 8: (5, 1), 30: (20, 4), 121: (84, 0), 200: (139, 0)}


def conclusion(pages: int) -> Paper:
    """A conclusion of 1, 8, 30, 121 or 200 pages: parts, clauses, items and a footnote a part."""
    parts, more = PARTS_OF[pages]
    lines = _lines()
    body: tuple[Block, ...] = tuple(_part(number, lines) for number in range(1, parts + 1))
    body += tuple(Paragraph(text(next(lines))) for _ in range(more))
    return _paper(f"việc chấp hành pháp luật tại {pages} trang đo thử", body)


def annex(rows: int) -> Paper:
    """A short conclusion with an annex: one table of six columns and as many rows as asked."""
    lines = _lines()
    words = "Danh sách hồ sơ được kiểm tra nêu tại Phụ lục kèm theo. " + next(lines)
    table = Table(COLUMNS, tuple(_row(number) for number in range(1, rows + 1)))
    listed = Annex("Danh sách hồ sơ được kiểm tra", (table,))
    return _paper(f"việc giải quyết {rows} hồ sơ", (Paragraph(text(words)),), (listed,))


COLUMNS = (
    Column("TT", 6, "center"),
    Column("Mã hồ sơ", 16),
    Column("Nội dung", 32),
    Column("Ngày nhận", 15, "center"),
    Column("Đơn vị xử lý", 15),
    Column("Số tiền (đồng)", 16, "right"),
)


def _row(number: int) -> tuple[tuple[Run, ...], ...]:
    day = date.fromordinal(date(2023, 1, 2).toordinal() + number % 350)
    sum_of_money = f"{number * 7919 % 900 + 100}.{number * 104_729 % 1000:03}.000"
    return (
        text(str(number)),
        text(f"HS-{2023 + number % 2}-{number:05}"),
        text(
            f"Chi trả trợ cấp đợt {number % 12 + 1}, thiếu biên bản xét duyệt số {number % 97 + 1}"
        ),
        text(f"{day:%d/%m/%Y}"),
        text(UNITS[number % len(UNITS)]),
        text(sum_of_money),
    )


def _lines() -> Iterator[str]:
    """Sentences without end; the figures differ, so no paragraph is the same as another."""
    for number in count(1):
        figures = {"a": 100 + number * 37 % 900, "b": 10 + number * 13 % 90, "c": 1 + number % 9}
        yield SENTENCES[number * 5 % len(SENTENCES)].format(**figures)


def _part(number: int, lines: Iterator[str]) -> Section:
    clauses = tuple(_clause(number * 10 + place, lines) for place in range(3))
    return Section(text(f"Kết quả kiểm tra nội dung thứ {number}"), clauses)


def _clause(number: int, lines: Iterator[str]) -> Section:
    opening = Paragraph((*text(f"{next(lines)} "), Run(next(lines), bold=number % 4 == 0)))
    if number % 10 == 1:
        note = Footnote(text(f"Báo cáo số {number}/BC-PMC của {UNITS[number % len(UNITS)]}."))
        opening = Paragraph((*text(f"{next(lines)} {next(lines)}"), Run("", footnote=note)))
    more = Paragraph(text(f"{next(lines)} {next(lines)} {next(lines)}"))
    items = tuple(Item(text(next(lines))) for _ in range(2))
    return Section(text(f"Về công việc được giao số {number}"), (opening, more, *items))


def _paper(subject: str, body: tuple[Block, ...], annexes: tuple[Annex, ...] = ()) -> Paper:
    return Paper(
        kind="KL",
        issuer_parent="ỦY BAN NHÂN DÂN\nQUẬN HẢI TÂN",
        issuer="THANH TRA QUẬN",
        issuer_name="Thanh tra quận Hải Tân",
        number="7",
        symbol="KL-TTr",
        place="Hải Tân",
        issued_on=date(2024, 3, 5),
        title="KẾT LUẬN THANH TRA",
        subject=(subject,),
        body=body,
        annexes=annexes,
        signer=Signer(("CHÁNH THANH TRA",), "Phạm Hồng Sơn"),
        recipients=(Recipient("UBND quận", "để báo cáo"), Recipient("Đơn vị được thanh tra")),
        archive="VT, HSTT",
    )
