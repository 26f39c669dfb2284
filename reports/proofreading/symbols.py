"""Symbols that do not go with the kind of the document or with who issued it."""

from collections.abc import Iterator

from office.text import search_key
from reports.proofreading.mentions import Mention, mentions
from reports.proofreading.sheets import Remark, Sheet

# Phụ lục III NĐ 30/2020: abbreviations of the kinds.
SOURCE = "Phụ lục III Nghị định số 30/2020/NĐ-CP"
OF_KIND = {
    "Nghị quyết": {"NQ"},
    "Quyết định": {"QĐ"},
    "Chỉ thị": {"CT"},
    "Quy chế": {"QC"},
    "Quy định": {"QyĐ", "QĐ"},
    "Thông báo": {"TB"},
    "Hướng dẫn": {"HD"},
    "Chương trình": {"CTr"},
    "Kế hoạch": {"KH"},
    "Phương án": {"PA"},
    "Đề án": {"ĐA"},
    "Báo cáo": {"BC"},
    "Biên bản": {"BB"},
    "Tờ trình": {"TTr"},
    "Kết luận": {"KL"},
    "Nghị định": {"NĐ"},
    "Thông tư": {"TT", "TTLT"},
}
# Whose letters a central document carries; names as search keys.
OF_ISSUER = {
    "chinh phu": "CP",
    "thu tuong chinh phu": "TTg",
    "thanh tra chinh phu": "TTCP",
    "van phong chinh phu": "VPCP",
    "bo noi vu": "BNV",
    "bo tai chinh": "BTC",
    "bo tu phap": "BTP",
    "bo y te": "BYT",
    "bo cong an": "BCA",
    "bo quoc phong": "BQP",
    "bo xay dung": "BXD",
    "bo cong thuong": "BCT",
    "bo giao duc va dao tao": "BGDĐT",
    "bo khoa hoc va cong nghe": "BKHCN",
    "bo ke hoach va dau tu": "BKHĐT",
    "bo lao dong - thuong binh va xa hoi": "BLĐTBXH",
    "bo nong nghiep va phat trien nong thon": "BNNPTNT",
    "bo nong nghiep va moi truong": "BNNMT",
    "bo tai nguyen va moi truong": "BTNMT",
    "bo giao thong van tai": "BGTVT",
    "bo thong tin va truyen thong": "BTTTT",
    "bo van hoa, the thao va du lich": "BVHTTDL",
}
CENTRAL = {"Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị"}


def check(sheet: Sheet) -> Iterator[Remark]:
    for mention in mentions(sheet):
        yield from _of_kind(mention)
        yield from _of_issuer(mention)


def _of_kind(mention: Mention) -> Iterator[Remark]:
    wanted = OF_KIND.get(mention.kind)
    written = mention.symbol.replace("/", "-").split("-")[0]
    if wanted and not any(written.startswith(each) for each in wanted):
        others = {name for name, each in OF_KIND.items() if written in each}
        if others:
            yield Remark(
                "symbols",
                "warning",
                mention.quote,
                f"{mention.kind} mang ký hiệu “{written}” của {' hoặc '.join(sorted(others)).lower()}.",
                SOURCE,
                mention.place,
            )


def _of_issuer(mention: Mention) -> Iterator[Remark]:
    if mention.kind not in CENTRAL:
        return
    issuer = search_key(mention.issuer).removeprefix("bo truong ")
    wanted = OF_ISSUER.get(issuer.replace("–", "-"))
    if wanted and not mention.symbol.replace("-", "").endswith(wanted):
        yield Remark(
            "symbols",
            "error",
            mention.quote,
            f"Văn bản của {mention.issuer} mang ký hiệu “-{wanted}”, không phải"
            f" “{mention.symbol.rsplit('-', 1)[-1]}”.",
            SOURCE,
            mention.place,
        )
