"""The long runs behind `make soak`: builds killed at random moments. Needs ../shared/recordings and, at 50 kills, an hour or two.

Exit status 1 when anything was lost, failed or wrong.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak import kills


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20261124)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="talent-soak-") as folder:
        tally = kills.run(Path(folder), chosen.kills, chosen.seed)
    print(f"seed {chosen.seed}; stages: {', '.join(f'{stage} {n}' for stage, n in tally.stages.most_common())}")
    print(f"kills tried {tally.tried}, survived {tally.survived}")
    print(f"rows lost {tally.rows_lost}, damaged archives {tally.damaged_archives}")
    print(f"readings {tally.readings}, failed {tally.failed_reads}, wrong publications {tally.wrong_publications}")
    for trouble in tally.troubles:
        print(f"  {trouble}")
    return int(tally.survived < tally.tried or bool(tally.failed_reads or tally.wrong_publications))


if __name__ == "__main__":
    sys.exit(main())
