"""G1 and G2: papers in all engines, interleaved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config.bench import papers
from config.bench.engines import Engine, MinhBach, WeasyPrintAlone, engines
from config.bench.hosts import EngineFailed, Host
from config.bench.memory import Peak
from config.bench.subjects import Subject, prepare
from config.bench.table import Figure, Row, number, ratios, table
from reports.content import Paper

PAPERS: dict[str, Callable[[], Paper]] = {
    "8 trang": lambda: papers.conclusion(8),
    "121 trang": lambda: papers.conclusion(121),
    "1.000 dòng": lambda: papers.annex(1000),
}
# Longer papers may cost a little more a page, never grow faster than their length.
LINEAR = 1.1


@dataclass
class Timing:
    """What one engine did with one paper, round by round."""

    pages: int = 0
    seconds: list[float] = field(default_factory=list)
    peak: Peak | None = None
    why: str = ""


Timings = dict[tuple[str, type[Engine]], Timing]


def measure(rounds: int, folder: Path, say: Callable[[str], None]) -> Timings:
    """Every engine is weighed with every paper in a fresh process, then renders ROUNDS times."""
    subjects = {name: prepare(_file_name(name), make(), folder) for name, make in PAPERS.items()}
    found: Timings = {(name, engine): Timing() for name in PAPERS for engine in engines()}
    for (name, engine), timing in found.items():
        say(f"Cân bộ nhớ: {name}, {engine.name}")
        _weigh(engine, subjects[name], timing)
    hosts = _open(found, next(iter(subjects.values())))
    try:
        for turn in range(rounds):
            say(f"Dựng văn bản: vòng {turn + 1}/{rounds}")
            # To and fro, so that nobody always comes after the same one.
            for name, engine in list(found)[:: 1 if turn % 2 == 0 else -1]:
                _time(hosts.get(engine), subjects[name], found[name, engine])
    finally:
        for host in hosts.values():
            host.close()
    return found


def _file_name(name: str) -> str:
    return name.replace(" ", "-").replace(".", "").replace("ò", "o")


def _weigh(engine: type[Engine], subject: Subject, timing: Timing) -> None:
    try:
        with Host(engine) as host:
            timing.peak = host.weigh(subject)
            timing.pages = host.pages(subject)
    except EngineFailed as failure:
        timing.why = str(failure)


def _open(found: Timings, first: Subject) -> dict[type[Engine], Host]:
    """The engines that could do it, each with a paper behind it."""
    able = {engine for (_, engine), timing in found.items() if not timing.why}
    hosts = {engine: Host(engine) for engine in engines() if engine in able}
    for host in hosts.values():
        host.time(first)
    return hosts


def _time(host: Host | None, subject: Subject, timing: Timing) -> None:
    if host is None or timing.why:
        return
    try:
        timing.seconds.append(host.time(subject))
    except EngineFailed as failure:
        timing.why = str(failure)


# --- What is told ---------------------------------------------------------------------------------
HEADS = ("Văn bản", "Công cụ", "Trang", "Giây: trung vị (từ–đến)", "Giây/trang", "MB mọi tiến trình",
         "MB một tiến trình: PSS, RSS", "Minh Bạch / công cụ này")  # fmt: skip


def shown(found: Timings) -> str:
    """The table of papers and engines."""
    return table(HEADS, [_line(found, *key) for key in found])


def _line(found: Timings, name: str, engine: type[Engine]) -> tuple[str, ...]:
    timing, ours = found[name, engine], found[name, MinhBach]
    if not timing.seconds or timing.peak is None:
        return (name, engine.name, "", timing.why or "chưa đo", *[""] * 4)
    figure = Figure(tuple(timing.seconds))
    against = "" if engine is MinhBach else str(ratios(ours.seconds, timing.seconds))
    return (
        *(name, engine.name, str(timing.pages), str(figure)),
        *(number(figure.median / timing.pages), number(timing.peak.tree_mb)),
        *(f"{number(timing.peak.pss_mb)}, {number(timing.peak.rss_mb)}", against),
    )


def samples(found: Timings) -> list[dict[str, Any]]:
    """Every sample, for the file."""
    return [
        {
            "paper": name,
            "engine": engine.name,
            "pages": timing.pages,
            "seconds": timing.seconds,
            "tree_mb": timing.peak and timing.peak.tree_mb,
            "pss_mb": timing.peak and timing.peak.pss_mb,
            "rss_mb": timing.peak and timing.peak.rss_mb,
            "why": timing.why,
        }
        for (name, engine), timing in found.items()
    ]


def long_annex(folder: Path) -> list[Row]:
    """10,000 rows, once: ours beside WeasyPrint whole. Takes minutes and more than a gigabyte."""
    subject = prepare("10000-dong", papers.annex(10_000), folder)
    seconds: dict[type[Engine], float] = {}
    for engine in (MinhBach, WeasyPrintAlone):
        with Host(engine) as host:
            seconds[engine] = host.time(subject)
    figure = ratios([seconds[MinhBach]], [seconds[WeasyPrintAlone]])
    return [Row("G2", "10.000 dòng so với riêng WeasyPrint", figure, 0.65)]


def rows(found: Timings) -> list[Row]:
    """G1 and G2."""
    long, annex = found["121 trang", MinhBach], found["1.000 dòng", MinhBach]
    pss, rss = ((annex.peak.pss_mb,), (annex.peak.rss_mb,)) if annex.peak else ((), ())
    return [
        *(_against_weasyprint(found, "G1", name, 1.05) for name in ("8 trang", "121 trang")),
        Row("G1", "giây/trang: 121 trang so với 8 trang", _growth(found), LINEAR, why=long.why),
        _against_weasyprint(found, "G2", "1.000 dòng", 0.65),
        Row("G2", "1.000 dòng: một tiến trình, PSS", Figure(pss, " MB"), 150, why=annex.why),
        Row("G2", "1.000 dòng: một tiến trình, RSS", Figure(rss, " MB"), 150, why=annex.why),
    ]


def _against_weasyprint(found: Timings, goal: str, name: str, limit: float) -> Row:
    ours, alone = found[name, MinhBach], found[name, WeasyPrintAlone]
    figure = ratios(ours.seconds, alone.seconds)
    return Row(goal, f"{name} so với riêng WeasyPrint", figure, limit, why=ours.why or alone.why)


def _growth(found: Timings) -> Figure:
    short, long = found["8 trang", MinhBach], found["121 trang", MinhBach]
    if not (short.pages and long.pages):
        return Figure()
    per_page = [[s / each.pages for s in each.seconds] for each in (long, short)]
    return ratios(*per_page)
