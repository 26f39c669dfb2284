"""The embedded servers, as real processes in a copy of the house with an awkward path."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg
import pytest

CONFIG = Path(__file__).parents[2] / "config"
SHOW = "import os; print(os.environ['DATABASE_URL']); print(os.environ['REDIS_URL'])"
WAIT = f"{SHOW.replace(')', ', flush=True)')}; import time; time.sleep(600)"


@pytest.fixture
def house(tmp_path):
    """A checkout whose path is long and has a space and Vietnamese letters; nobody's after it."""
    folder = tmp_path / ("Minh Bạch – kiểm tra " + "rất dài " * 8).strip()
    shutil.copytree(CONFIG, folder / "config", ignore=shutil.ignore_patterns("__pycache__"))
    yield folder
    for process in _processes_of(folder):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def run(house, code, *options, **more):
    return subprocess.run(
        _command(code, *options),
        cwd=house,
        env=_environment(),
        capture_output=True,
        text=True,
        **more,
    )


def start(house, code, *options):
    """A run in the background, given back when it has said its two addresses."""
    process = subprocess.Popen(
        _command(code, *options), cwd=house, env=_environment(), stdout=subprocess.PIPE, text=True
    )
    with process.stdout as said:
        database, redis = said.readline().strip(), said.readline().strip()
    assert database
    assert redis
    return process, database, redis


def _command(code, *options):
    words = [sys.executable, "-m", "config.services", "run", *options]
    return [*words, "--", sys.executable, "-c", code]


def _environment(**more):
    hidden = {"DATABASE_URL", "REDIS_URL", "DATABASE_URL_FILE", "REDIS_URL_FILE"}
    return {key: value for key, value in os.environ.items() if key not in hidden} | more


def _processes_of(house):
    """The keeper and the servers whose command line names the house."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if any(str(house) in word for word in process.cmdline()):
                yield process


def _wait_for_silence(house):
    deadline = time.monotonic() + 30
    while left := list(_processes_of(house)):
        assert time.monotonic() < deadline, f"still there: {left}"
        psutil.wait_procs(left, timeout=1)


def query(address, statement):
    with psycopg.connect(address, autocommit=True) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else None


def test_a_command_finds_both_servers_and_none_is_left_behind(house):
    done = run(
        house,
        "import os, psycopg, redis;"
        "print(psycopg.connect(os.environ['DATABASE_URL']).execute('show server_version').fetchone());"
        "print(redis.from_url(os.environ['REDIS_URL']).ping())",
    )
    assert done.returncode == 0, done.stderr
    assert "18." in done.stdout
    assert "True" in done.stdout
    _wait_for_silence(house)


def test_the_exit_code_is_the_commands(house):
    assert run(house, "raise SystemExit(7)", "--throwaway").returncode == 7


def test_data_outlives_a_run_and_a_throwaway_never_sees_it(house):
    process, database, _ = start(house, WAIT)
    query(database, "CREATE TABLE kept ()")
    process.terminate()
    process.wait()
    code = (
        "import os, psycopg;"
        "print(psycopg.connect(os.environ['DATABASE_URL'])"
        ".execute(\"select to_regclass('kept') is not null\").fetchone()[0])"
    )
    assert run(house, code).stdout.strip() == "True"
    assert run(house, code, "--throwaway").stdout.strip() == "False"
    assert not list((house / ".services").glob("throwaway-*"))


def test_two_runs_at_once_share_the_servers_and_the_second_keeps_them(house):
    first, *addresses = start(house, WAIT)
    second, *same = start(house, WAIT)
    assert same == addresses
    first.terminate()
    first.wait()
    assert query(addresses[0], "SELECT 1") == [(1,)]
    second.terminate()
    second.wait()
    _wait_for_silence(house)


def test_two_throwaways_at_once_have_servers_of_their_own(house):
    first, *addresses = start(house, WAIT, "--throwaway")
    second, *others = start(house, WAIT, "--throwaway")
    assert not set(addresses) & set(others)
    for process in (first, second):
        process.terminate()
        process.wait()
    _wait_for_silence(house)


def test_ctrl_c_ends_command_and_servers(house):
    process = subprocess.Popen(
        _command(WAIT),
        cwd=house,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process.stdout as said:
        assert said.readline()
        assert said.readline()
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) != 0
    _wait_for_silence(house)


def test_a_killed_run_takes_its_command_and_servers_along(house):
    process, _, _ = start(house, WAIT)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []
    _wait_for_silence(house)


def test_the_next_start_recovers_when_everything_was_killed(house):
    process, database, _ = start(house, WAIT)
    query(database, "CREATE TABLE kept ()")
    process.kill()
    for each in _processes_of(house):
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    process.wait()
    done = run(house, SHOW)
    assert done.returncode == 0, done.stderr
    _wait_for_silence(house)


def test_a_killed_keeper_takes_the_servers_along_and_the_next_start_works(house):
    process, _, _ = start(house, WAIT)
    keeper = next(each for each in _processes_of(house) if "config.services" in each.cmdline())
    keeper.kill()
    process.kill()
    process.wait()
    done = run(house, SHOW)
    assert done.returncode == 0, done.stderr


def test_a_copy_of_a_checkout_in_use_leaves_its_servers_alone(house):
    process, *addresses = start(house, WAIT)
    copy = house.with_name("bản sao")
    ignored = shutil.ignore_patterns("__pycache__", "postgresql")
    shutil.copytree(house, copy, ignore=ignored)
    done = run(copy, SHOW)
    assert done.returncode == 0, done.stderr
    assert not set(done.stdout.split()) & set(addresses)
    assert query(addresses[0], "SELECT 1") == [(1,)]
    process.terminate()
    process.wait()
    _wait_for_silence(house)


def test_sockets_that_somebody_deleted_come_back_with_the_data(house):
    process, *addresses = start(house, WAIT)
    query(addresses[0], "CREATE TABLE kept ()")
    shutil.rmtree(parse_qs(urlsplit(addresses[0]).query)["host"][0])
    code = (
        f"{SHOW};import psycopg; psycopg.connect(os.environ['DATABASE_URL']).execute('table kept')"
    )
    done = run(house, code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == addresses
    process.terminate()
    process.wait()
    _wait_for_silence(house)


def test_a_stale_pid_file_that_names_a_stranger_is_ignored(house):
    run(house, "")
    (house / ".services/data/postgresql/postmaster.pid").write_text(
        f"{os.getpid()}\n/nowhere\n1\n5432\n\n\n\nready\n", encoding="utf-8"
    )
    done = run(house, SHOW)
    assert done.returncode == 0, done.stderr


def test_addresses_that_are_set_stay_and_nothing_is_started(house):
    command = _command(SHOW)
    ours = _environment(DATABASE_URL="postgresql://db/x", REDIS_URL="redis://r")
    done = subprocess.run(command, cwd=house, env=ours, capture_output=True, text=True)
    assert done.stdout.split() == ["postgresql://db/x", "redis://r"]
    assert not (house / ".services").exists()


def test_only_the_server_that_is_missing_is_started(house):
    ours = _environment(DATABASE_URL="postgresql://db/x")
    done = subprocess.run(_command(SHOW), cwd=house, env=ours, capture_output=True, text=True)
    database, redis = done.stdout.split()
    assert database == "postgresql://db/x"
    assert redis.startswith("redis://:")
    assert not (house / ".services/data/postgresql").exists()


@pytest.mark.parametrize(
    ("version", "sentence"), [("15\n", "was made by PostgreSQL 15"), (None, "cannot be read")]
)
def test_data_that_cannot_be_used_is_told_in_one_sentence(house, version, sentence):
    data = house / ".services/data/postgresql"
    data.mkdir(parents=True)
    if version:
        (data / "PG_VERSION").write_text(version, encoding="ascii")
    done = run(house, SHOW)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "delete the folder" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
