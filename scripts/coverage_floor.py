"""Say what share of the rooms' lines a run of all tests reached; fail below the floor.

The floor is the figure of a whole run on SQLite (97.52 % on 2026-12-01), less half a percent for branches that only
races reach. It only ever goes up.
"""

import json
import sys
from pathlib import Path

FLOOR = 97.0  # percent
LEAST = 10  # files named, those with the most lines nobody ran first


def main(report: Path) -> int:
    measured = json.loads(report.read_text())
    share = measured["summary"]["percent_covered"]
    missing = {name: len(file["missing_lines"]) for name, file in measured["files"].items()}
    for name in sorted(missing, key=missing.get, reverse=True)[:LEAST]:
        print(f"{missing[name]:6} lines not run  {name}")
    print(f"{share:.2f} % of all lines were run; the floor is {FLOOR} %")
    return int(share < FLOOR)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
