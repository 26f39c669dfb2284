"""The faces a paper is printed in: Times New Roman where the worker has it, else Tinos."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

FAMILY = "Times New Roman"
_STYLES = ("Regular", "Bold", "Italic", "Bold Italic")


class FontsMissing(RuntimeError):
    """No complete set of faces: a paper must never be printed in some other font."""


@dataclass(frozen=True)
class Fonts:
    """Four files of one family; embedded in every PDF."""

    family: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def files(self) -> tuple[Path, ...]:
        """The four files, for checks and hashes."""
        return (self.regular, self.bold, self.italic, self.bold_italic)


@cache
def find_fonts() -> Fonts:
    """The faces of this worker, looked up once; FontsMissing with what to do when there are none."""
    return _times_new_roman() or _tinos()


def _times_new_roman() -> Fonts | None:
    match = shutil.which("fc-match")
    found = [_match(match, style) for style in _STYLES] if match else [None]
    files = [file for file in found if file]
    return Fonts(FAMILY, *files) if len(files) == len(_STYLES) else None


def _match(match: str, style: str) -> Path | None:
    answer = subprocess.run(
        [match, "-f", "%{family}\n%{style}\n%{file}", f"{FAMILY}:style={style}"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\n")
    # fontconfig answers with a look-alike when the family is absent.
    genuine = len(answer) == 3 and FAMILY in answer[0].split(",") and style in answer[1].split(",")
    return Path(answer[2]) if genuine else None


def _tinos() -> Fonts:
    folder = settings.BASE_DIR / "static" / "vendor" / "fonts"
    fonts = Fonts(
        "Tinos",
        folder / "Tinos-Regular.ttf",
        folder / "Tinos-Bold.ttf",
        folder / "Tinos-Italic.ttf",
        folder / "Tinos-BoldItalic.ttf",
    )
    if not all(file.is_file() for file in fonts.files()):
        raise FontsMissing(
            "Máy in văn bản chưa có phông chữ Times New Roman hoặc Tinos; "
            "hãy chạy `make install` để cài Tinos."
        )
    return fonts
