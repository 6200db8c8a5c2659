"""Fuzzing for minutes: ``make fuzz``, ``make fuzz MINUTES=30``, ``make fuzz SEED=123`` to see one round again.

Each round is one run of the laws of this folder with a seed of its own; the first round that fails ends it.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Rounds until the time is over; returns 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0, help="no round begins after so many minutes (default: 5)")
    parser.add_argument("--seed", type=int, help="one round with this seed, and no other")
    a = parser.parse_args()
    end = time.monotonic() + 60 * a.minutes
    rounds = 0
    while not rounds or (a.seed is None and time.monotonic() < end):
        seed = random.SystemRandom().randrange(10**9) if a.seed is None else a.seed
        rounds += 1
        print(f"round {rounds}, seed {seed}", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-x", f"--hypothesis-seed={seed}", str(HERE)]
        if subprocess.run(command, env={**os.environ, "HYPOTHESIS_PROFILE": "fuzz"}, check=False).returncode:
            print(f"to see this again: make fuzz SEED={seed}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
