import os
import subprocess
import sys

from config.bench.memory import Peak

HOLD_50_MB = "held = b'x' * 50_000_000; print('held', flush=True); input()"


def test_the_peak_counts_children_and_names_the_largest_process():
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_50_MB], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        child.stdout.readline()
        with Peak(os.getpid()) as whole, Peak(child.pid) as one:
            pass
        child.communicate(b"\n")

    assert one.rss_mb >= one.pss_mb > 50
    assert whole.tree_mb > one.tree_mb


def test_only_the_named_programs_count():
    with Peak(os.getpid(), ("no-such-program",)) as peak:
        pass

    assert peak.tree_mb == 0
