"""Files that stand for scans."""

from pathlib import Path

from PIL import Image


def one_page_scan(folder: Path, name: str = "hoa-don.pdf") -> Path:
    """A white page as PDF."""
    path = folder / name
    Image.new("RGB", (620, 877), "white").save(path, "PDF")
    return path
