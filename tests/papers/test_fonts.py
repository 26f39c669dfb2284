import subprocess

import pytest

from reports.rendering import fonts


@pytest.fixture
def answers(monkeypatch):
    """What fontconfig of the worker answers when asked for Times New Roman."""

    def give(family):
        def run(command, **_):
            style = command[-1].split("style=")[1]
            return subprocess.CompletedProcess(command, 0, f"{family}\n{style}\n/fonts/{style}.ttf")

        monkeypatch.setattr(fonts.shutil, "which", lambda _: "/usr/bin/fc-match")
        monkeypatch.setattr(fonts.subprocess, "run", run)

    return give


def test_times_new_roman_is_taken_where_the_worker_has_it(answers):
    answers("Times New Roman")
    found = fonts._times_new_roman()
    assert found.family == "Times New Roman"
    assert [file.name for file in found.files()] == [
        "Regular.ttf",
        "Bold.ttf",
        "Italic.ttf",
        "Bold Italic.ttf",
    ]


def test_a_look_alike_is_not_taken_for_times_new_roman(answers):
    answers("Liberation Serif")
    assert fonts._times_new_roman() is None


def test_a_worker_without_fontconfig_prints_in_tinos(monkeypatch):
    monkeypatch.setattr(fonts.shutil, "which", lambda _: None)
    assert fonts.find_fonts.__wrapped__().family == "Tinos"


def test_without_any_face_nothing_is_printed_and_the_way_out_is_told(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(fonts.FontsMissing, match="hãy chạy"):
        fonts._tinos()
