"""The ten longest functions and files, to be split by their own headings: `make longest`."""

import ast
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
ROOMS = [
    "config",
    "office",
    "accounts",
    "inspections",
    "findings",
    "recommendations",
    "reports",
    "tests",
]


def sources() -> list[Path]:
    found = [path for room in ROOMS for path in (BASE_DIR / room).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> list[tuple[int, str]]:
    """Lines and place of each function of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{_place(path)}: {node.name}")
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


def _place(path: Path) -> str:
    return str(path.relative_to(BASE_DIR))


def main() -> None:
    paths = sources()
    files = [(len(path.read_text(encoding="utf-8").splitlines()), _place(path)) for path in paths]
    for title, rows in (("files", files), ("functions", [f for p in paths for f in functions(p)])):
        print(f"Longest {title}")
        for lines, place in sorted(rows, reverse=True)[:10]:
            print(f"  {lines:5} {place}")


if __name__ == "__main__":
    main()
