"""The styles of the Word file: the measures of Phụ lục I NĐ 30/2020, each in one place.

They follow the style sheet of the PDF (`static/official/v1/nd30.css`). A person who goes on writing
picks them by their names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.rendering.docx.markup import Element, el, mm, pt
from reports.rendering.fonts import FAMILY

# 14 pt lines of Times New Roman stand 16.1 pt apart; the sheet of the PDF sets them 18 pt apart.
BODY_LINE = "268"
SMALL_LINE = "251"
INDENT = mm(12.7)
RED = "B00020"


@dataclass(frozen=True)
class Style:
    """A paragraph style; what is None comes from the style it is based on. Lengths in points."""

    id: str
    name: str
    based: str = "Normal"
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    color: str = ""
    align: str = ""
    first: str = ""
    left: str = ""
    right: str = ""
    before: float | None = None
    after: float | None = None
    line: str = ""
    rule: str = ""
    keeps: bool = False
    level: int | None = None


STYLES = (
    # Ô 1-4.
    Style("QuocHieu", "Quốc hiệu", size=12, bold=True, caps=True, align="center"),
    Style("TieuNgu", "Tiêu ngữ", size=13, bold=True, align="center"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", size=12, caps=True, align="center"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", "CoQuanChuQuan", bold=True),
    Style("SoKyHieu", "Số, ký hiệu", size=13, align="center", before=6),
    Style("DiaDanh", "Địa danh, thời gian", "SoKyHieu", italic=True),
    Style("TrichYeuCongVan", "Trích yếu công văn", size=12, align="center", before=6),
    Style("DuThao", "Dấu dự thảo", size=13, bold=True, color=RED, align="center", before=8),
    Style("DuongKe", "Đường kẻ", size=1, before=3, line="20", rule="exact"),
    # Ô 5a, 9a and what stands before the articles of a decision.
    Style("Title", "Title", size=14, bold=True, caps=True, align="center", level=0, line=BODY_LINE),
    Style("TrichYeu", "Trích yếu", bold=True, align="center", left=mm(8), right=mm(8)),
    Style("KinhGui", "Kính gửi", align="center", after=12, line=BODY_LINE),
    Style("ThamQuyen", "Thẩm quyền ban hành", bold=True, caps=True, align="center", after=12),
    Style("Lenh", "Lời quyết định", bold=True, align="center", before=12, after=12, keeps=True),
    # Ô 6.
    Style("BodyText", "Body Text", align="both", first=INDENT, before=6, line=BODY_LINE),
    Style("CanCu", "Căn cứ", "BodyText", italic=True),
    Style("KhongThut", "Nội dung không thụt dòng", "BodyText", first="0"),
    Style("ListNumber", "List Number", "BodyText"),
    Style("ListBullet", "List Bullet", "BodyText"),
    Style("ListBullet2", "List Bullet 2", "BodyText"),
    *(
        Style(f"Heading{n}", f"heading {n}", "BodyText", bold=True, keeps=True, level=n - 1)
        for n in range(1, 7)
    ),
    Style("DeMucHoa", "Đề mục chữ hoa", "Heading1", caps=True),
    Style("DiemTieuDe", "Điểm có tiêu đề", "Heading4", bold=False),
    # Tables.
    Style("TenBang", "caption", size=13, bold=True, align="center", before=6, after=4, keeps=True),
    Style(
        "DonViTinh",
        "Đơn vị tính",
        size=13,
        italic=True,
        align="right",
        before=3,
        after=3,
        keeps=True,
    ),
    Style("OBang", "Ô bảng", size=12, line=SMALL_LINE),
    Style("DauCot", "Đầu cột", "OBang", bold=True, align="center"),
    Style("Dem", "Khoảng đệm", size=1, line="20", rule="exact"),
    # Ô 7 and 9b.
    Style("NoiNhan", "Nơi nhận", size=12, bold=True, italic=True),
    Style("DanhSachNoiNhan", "Danh sách nơi nhận", size=11),
    Style("ChucVu", "Quyền hạn, chức vụ", bold=True, caps=True, align="center"),
    Style("ChoKy", "Chỗ ký", align="center", line=mm(28), rule="atLeast"),
    Style("HoTen", "Họ tên người ký", bold=True, align="center"),
    # Annexes.
    Style("PhuLuc", "Phụ lục", bold=True, align="center", keeps=True, level=0, line=BODY_LINE),
    Style("TenPhuLuc", "Tên phụ lục", "PhuLuc", caps=True, level=1),
    Style("KemTheo", "Kèm theo", italic=True, align="center", after=6, keeps=True, line=BODY_LINE),
    # What Word itself looks for.
    Style("Header", "header", size=13, align="center"),
    Style("FootnoteText", "footnote text", size=11, align="both", before=2, line=SMALL_LINE),
)


def elements() -> Iterator[Element]:
    """What stands in styles.xml."""
    yield _defaults()
    yield _normal()
    for style in STYLES:
        yield _paragraph_style(style)
    yield _reference()
    yield _plain_table()
    yield _ruled_table()


def _defaults() -> Element:
    face = el(
        "rPr",
        el("rFonts", ascii=FAMILY, hAnsi=FAMILY, eastAsia=FAMILY, cs=FAMILY),
        el("sz", val="28"),
        el("szCs", val="28"),
        el("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
    )
    return el("docDefaults", el("rPrDefault", face), el("pPrDefault", el("pPr")))


def _normal() -> Element:
    spacing = el("spacing", before="0", after="0", line="240", lineRule="auto")
    properties = el("pPr", el("widowControl"), spacing)
    names = {"type": "paragraph", "default": "1", "styleId": "Normal"}
    return el("style", el("name", val="Normal"), el("qFormat"), properties, **names)


def _paragraph_style(style: Style) -> Element:
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val=style.based),
        # After a heading goes the text.
        el("next", val="BodyText") if style.level is not None else None,
        el("qFormat"),
        el("pPr", *_paragraph_properties(style)),
        el("rPr", *_face(style)),
        type="paragraph",
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> Iterator[Element]:
    if style.keeps:
        yield el("keepNext")
        yield el("keepLines")
    lengths = {
        "before": "" if style.before is None else pt(style.before),
        "after": "" if style.after is None else pt(style.after),
        "line": style.line,
        "lineRule": (style.rule or "auto") if style.line else "",
    }
    if any(lengths.values()):
        yield el("spacing", **{name: value for name, value in lengths.items() if value})
    sides = {"left": style.left, "right": style.right, "firstLine": style.first}
    if any(sides.values()):
        yield el("ind", **{name: value for name, value in sides.items() if value})
    if style.align:
        yield el("jc", val=style.align)
    if style.level is not None:
        yield el("outlineLvl", val=str(style.level))


def _face(style: Style) -> Iterator[Element]:
    for tag, wanted in (("b", style.bold), ("i", style.italic), ("caps", style.caps)):
        if wanted is not None:
            yield el(tag) if wanted else el(tag, val="0")
    if style.color:
        yield el("color", val=style.color)
    if style.size is not None:
        yield el("sz", val=str(round(style.size * 2)))
        yield el("szCs", val=str(round(style.size * 2)))


def _reference() -> Element:
    """The mark of a footnote: upright, whatever the words before it are."""
    face = el("rPr", *(el(tag, val="0") for tag in ("b", "i", "caps")))
    face.append(el("vertAlign", val="superscript"))
    name = el("name", val="footnote reference")
    return el("style", name, face, type="character", styleId="FootnoteReference")


def _plain_table() -> Element:
    """Without rules and margins: the head of the paper and the signatures stand in it."""
    return _table_style("BangTrinhBay", "Bảng trình bày", "0", "0", ruled=False)


def _ruled_table() -> Element:
    return _table_style("BangSoLieu", "Bảng số liệu", pt(2), pt(4), ruled=True)


def _table_style(style_id: str, name: str, upright: str, across: str, *, ruled: bool) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (el(side, val="single", sz="4", space="0", color="000000") for side in sides)
    room = {"top": upright, "left": across, "bottom": upright, "right": across}
    margins = (el(side, w=width, type="dxa") for side, width in room.items())
    properties = el(
        "tblPr",
        el("tblInd", w="0", type="dxa"),
        el("tblBorders", *lines) if ruled else None,
        el("tblCellMar", *margins),
    )
    return el("style", el("name", val=name), properties, type="table", styleId=style_id)
