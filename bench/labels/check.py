"""Check the label files (*.jsonl) of this folder against the texts that they point into."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def problems(case: dict[str, Any], text: str) -> Iterator[str]:
    """Whatever is wrong with one case."""
    if hashlib.sha256(text.encode()).hexdigest() != case["sha256"]:
        yield "the text is not the one that was labelled (sha256)"
        return
    low, high = case["region"]
    if not 0 <= low < high <= len(text):
        yield "the region is not in the text"
    for number, statement in enumerate(case["statements"]):
        if not statement["content"]:
            yield f"statement {number} has no content"
        cue = [statement["cue"]] if statement["cue"] else []
        for start, end in statement["source"] + cue + statement["content"]:
            if not low <= start < end <= high:
                yield f"statement {number}: [{start}, {end}] is empty or outside the region"
            elif text[start:end] != text[start:end].strip():
                yield f"statement {number}: [{start}, {end}] starts or ends in white space"
        for key in ("continues", "parent"):
            other = statement.get(key)
            if other is not None and (other == number or other >= len(case["statements"])):
                yield f"statement {number}: {key} {other} is no other statement"


def main() -> int:
    """Print counts per file and every problem; 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=HERE.parents[2] / "shared/data")
    data: Path = parser.parse_args().data
    bad, texts = 0, dict[str, dict[str, str]]()
    for path in sorted(HERE.glob("*.jsonl")):
        cases = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
        for corpus in {case["corpus"] for case in cases} - texts.keys():
            if not (file := data / f"{corpus}.jsonl").is_file():
                sys.exit(f"no texts: {file} is missing")
            rows = map(json.loads, filter(None, file.read_text("utf-8").split("\n")))
            texts[corpus] = {row["id"]: row["text"] for row in rows}
        for case in cases:
            for problem in problems(case, texts[case["corpus"]].get(case["article"], "")):
                bad = 1
                print(f"{path.name} {case['case']}: {problem}", file=sys.stderr)
        positive = sum(any(s["target"] for s in case["statements"]) for case in cases)
        print(f"{path.name}: {positive} positive, {len(cases) - positive} negative cases")
    return bad


if __name__ == "__main__":
    sys.exit(main())
