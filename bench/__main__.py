"""Every measurement in turn, then the README's figures: ``make bench``."""

import argparse
import subprocess
import sys
from pathlib import Path

from bench import accuracy, entities, fields, fields_places, labels_score, pages, partition, readme
from bench.common import ROOT, SHARED, save_section


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    shared = str(parser.parse_args().shared)
    print("== accuracy")
    accuracy.main([shared])
    print("== fields")
    fields.main([shared, "--save"])
    print("== hand-labelled places")
    labels_score.main([shared])
    print("== hand-labelled figures, conditions, entities, partitions")
    for bench in (fields_places, entities, partition):
        bench.main([shared, "--save"])
    print("== pages")
    found = pages.main(Path(shared) / "data" / "pages")
    save_section("pages", {name: found[name] for name in ("onrecord", "trafilatura")})
    print(found["onrecord"], found["trafilatura"], sep="\n")
    print("== speed")
    # a process of its own: the system counts a parent's memory at the fork into the child's peak
    subprocess.run([sys.executable, "-m", "bench.speed", shared], cwd=ROOT, check=True)
    readme.main([])


if __name__ == "__main__":
    main()
