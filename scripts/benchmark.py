"""Print how long the calculation takes, beside the peers it is compared with; nothing here passes or fails.

    python3 scripts/benchmark.py

The packages of the peers stand in an environment of their own, so that the program never starts with them around.
"""

from __future__ import annotations

import subprocess
import sys

from set_up import ROOT, environment, use_fitting_python


def main() -> int:
    """Set up what is missing and run the benchmarks; returns pytest's exit status."""
    use_fitting_python()
    python = environment("benchmark", ROOT / "build" / "benchmark-environment")
    timing = ("--benchmark-columns=min,median,max,rounds", "--benchmark-sort=name")
    benchmarks = ("-m", "pytest", "tests/benchmarks", "-m", "benchmark_speed", "--quiet", *timing)
    return subprocess.run([python, *benchmarks], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
