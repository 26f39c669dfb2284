"""A chart as HTML: each bar stands beside its words, so the drawing adds nothing to be read.

The bars are SVG without words: the fonts, tags and text of the paper stay those of HTML, and the
preview allows no inline styles.
"""

from decimal import Decimal, InvalidOperation

from django.utils.html import escape
from django.utils.safestring import SafeString

from reports.content import Bar, Chart

# The drawing of one bar, in its own units; the style sheet says how large it is.
WIDTH, HEIGHT, GAP = 1000, 100, 22


def chart(block: Chart, caption: SafeString) -> SafeString:
    """The chart with its caption, which is HTML already; all other words are escaped."""
    most = _most(block)
    target = _place(block.target, most) if block.target else None
    rows = "".join(_row(bar, most, target) for bar in block.bars)
    head = f"<caption>{caption}</caption>" if caption else ""
    note = f'<p class="chart-target">{escape(block.target_label)}</p>\n'
    return SafeString(
        f'<table class="chart">{head}<colgroup><col class="w-36"><col class="w-50">'
        f'<col class="w-14"></colgroup>\n<tbody>{rows}</tbody></table>\n'
        f"{note if block.target_label else ''}"
    )


def _row(bar: Bar, most: Decimal, target: int | None) -> str:
    return (
        f'<tr><th scope="row">{escape(bar.label)}</th><td class="bar">{_drawn(bar, most, target)}'
        f"</td><td>{escape(bar.shown)}</td></tr>\n"
    )


def _drawn(bar: Bar, most: Decimal, target: int | None) -> str:
    end = _place(bar.value, most)
    # Both a shade and a side of the line tell that a target is missed: papers are printed grey.
    shade = "#9db4d3" if target is None or end >= target else "#c9c9c9"
    line = ""
    if target is not None:
        line = f'<rect x="{max(target - 3, 0)}" y="0" width="6" height="{HEIGHT}" fill="#8c1c2b"/>'
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x="0" y="{GAP}" width="{end}" height="{HEIGHT - 2 * GAP}" fill="{shade}"/>{line}</svg>'
    )


def _most(block: Chart) -> Decimal:
    values = [
        _number(block.target),
        _number(block.most),
        *(_number(bar.value) for bar in block.bars),
    ]
    return max(values) or Decimal(1)


def _place(value: str, most: Decimal) -> int:
    return int(WIDTH * _number(value) / most)


def _number(value: str) -> Decimal:
    """A stored number; what is none has no length."""
    try:
        number = Decimal(value or 0)
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() and number > 0 else Decimal(0)
