"""What a bare machine is told when something is missing, and that a second run has nothing to do."""

import subprocess
import sys

import pytest

from config import bootstrap


@pytest.fixture
def ordinary_user(monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "LIBRARIES", {})
    monkeypatch.setattr(bootstrap, "PROGRAMS", {})


def test_a_missing_library_is_told_with_its_package(ordinary_user, monkeypatch):
    monkeypatch.setattr(bootstrap, "LIBRARIES", {"libnone.so.0": "libnone0"})
    with pytest.raises(bootstrap.CannotInstall, match="sudo apt-get install libnone0"):
        bootstrap.install_debian_packages("demo")


def test_a_missing_browser_is_told_and_the_tests_go_on(ordinary_user, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "PROGRAMS", {"no-such-browser": "chromium"})
    bootstrap.install_debian_packages("test")
    assert "sudo apt-get install chromium" in capsys.readouterr().err


def test_the_demo_needs_no_browser(ordinary_user, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "PROGRAMS", {"no-such-browser": "chromium"})
    bootstrap.install_debian_packages("demo")
    assert capsys.readouterr().err == ""


def test_node_of_the_package_is_used_where_the_machines_is_missing_or_old(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    done = subprocess.run([*bootstrap.npm(), "--version"], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_a_changed_lock_file_is_noticed(tmp_path):
    lock, stamp = tmp_path / "lock", tmp_path / "stamp"
    lock.write_text("a==1")
    bootstrap.stamp_as_done(stamp, lock)
    assert bootstrap.is_stamped(stamp, lock)
    lock.write_text("a==2")
    assert not bootstrap.is_stamped(stamp, lock)
