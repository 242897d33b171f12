"""Fits the network: labelled articles beside a teacher's soft labels, with float32 masters and a moving average."""

import logging
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.nlp.tokens import CLS, SEP
from onrecord.train.data import Example, Window, cut
from onrecord.train.fields import UNKNOWN
from onrecord.train.network import Network, Roles

log = logging.getLogger(__name__)

PADDED = 1.17
"""Pieces of padded batches for each piece of text, seen in a run: what a batch is not filled with."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides a run. ``taught`` is the share of the taught examples that each epoch sees."""

    taught: tuple[float, ...] = (0.6, 0.6, 0.5, 0.4, 0.2, 0.0)
    pieces: int = 2048
    encoder_rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.95
    warm: float = 0.06
    weight_decay: float = 0.01
    average: float = 0.999
    link_loss: float = 0.3
    origin_loss: float = 0.2
    seed: int = 0


class Descent(Protocol):
    """What a recipe says of the steps down."""

    @property
    def warm(self) -> float:
        """The share of the steps in which the rate rises."""

    @property
    def weight_decay(self) -> float:
        """As AdamW takes it."""

    @property
    def average(self) -> float:
        """How much of the moving average a step keeps."""


class Masters:
    """Float32 copies of the live bfloat16 parameters, their optimizer and their moving average."""

    def __init__(self, network: nn.Module, recipe: Descent, steps: int, rate: Callable[[str], float]) -> None:
        named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        self.names = [n for n, _ in named]
        self.live = [p for _, p in named]
        self.master = [p.detach().float().clone() for p in self.live]
        self.mean = [m.clone() for m in self.master]
        self.recipe, self.step_count = recipe, 0
        groups = [{"params": [m], "lr": rate(n)} for n, m in zip(self.names, self.master, strict=True)]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)

        def share(step: int) -> float:
            return min(1.0, step / (recipe.warm * steps + 1)) * max(0.0, (steps - step) / steps) + 1e-3

        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, share)

    def step(self) -> None:
        """Applies the gradients of the live parameters and copies the masters back."""
        for live, master in zip(self.live, self.master, strict=True):
            master.grad = live.grad.float() if live.grad is not None else torch.zeros_like(master)
            live.grad = None
        nn.utils.clip_grad_norm_(self.master, 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step_count += 1
        keep = min(self.recipe.average, self.step_count / (self.step_count + 10))
        with torch.no_grad():
            torch._foreach_mul_(self.mean, keep)
            torch._foreach_add_(self.mean, self.master, alpha=1 - keep)
            for live, master in zip(self.live, self.master, strict=True):
                live.copy_(master)

    def average(self) -> dict[str, Tensor]:
        """The moving averages by the parameters' names."""
        return dict(zip(self.names, self.mean, strict=True))


def _rate(name: str, layers: int, recipe: Recipe) -> float:
    if not name.startswith("encoder"):
        return recipe.head_rate
    depth = int(name.split(".layer.")[1].split(".", maxsplit=1)[0]) + 1 if ".layer." in name else 0
    return float(recipe.encoder_rate * recipe.layer_decay ** (layers - depth))


def fit(
    network: Network,
    labelled: list[Example],
    taught: list[Example],
    recipe: Recipe,
    folder: Path,
) -> None:
    """Trains ``network`` and writes the averaged weights of each epoch to ``folder/epoch<k>.pt``."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)  # noqa: S311 - shuffles, hides nothing
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    network.to(precision()).train()
    pieces = sum(len(e.ids) for e in labelled) * len(recipe.taught) + sum(len(e.ids) for e in taught) * sum(
        recipe.taught
    )
    steps = math.ceil(pieces * PADDED / recipe.pieces)
    layers = len(network.encoder.encoder.layer)
    masters = Masters(network, recipe, steps, lambda name: _rate(name, layers, recipe))
    log.info("recipe %s; %d labelled, %d taught, about %d steps", asdict(recipe), len(labelled), len(taught), steps)
    folder.mkdir(parents=True, exist_ok=True)
    began, recent = time.monotonic(), 0.0
    for epoch, part in enumerate(recipe.taught):
        chosen = [*labelled, *rng.sample(taught, int(part * len(taught)))]
        for group in batches([w for e in chosen for w in cut(e, rng)], recipe.pieces, rng):
            t = tensors(group)
            loss = loss_of(network(t["ids"], t["mask"], t["features"]), t, recipe)
            loss.backward()
            masters.step()
            recent = 0.98 * recent + 0.02 * loss.item() if recent else loss.item()
            if masters.step_count % 50 == 0:
                log.info(
                    "epoch %d step %d/%d loss %.4f, %.0f s",
                    epoch,
                    masters.step_count,
                    steps,
                    recent,
                    time.monotonic() - began,
                )
        state = {k: v.float() for k, v in network.state_dict().items()}
        torch.save(state | masters.average(), folder / f"epoch{epoch}.pt")


def precision() -> torch.dtype:
    """bfloat16 where the processor multiplies in it; elsewhere it is many times slower than float32."""
    return torch.bfloat16 if torch.cpu._is_amx_tile_supported() else torch.float32


def batches(rows: list[Window], pieces: int, rng: random.Random) -> Iterator[list[Window]]:
    """Groups of windows of like length, of at most ``pieces`` word pieces when padded, in random order."""
    order = sorted(rows, key=lambda w: len(w.ids) + rng.random() * 40)
    groups: list[list[Window]] = [[]]
    for row in order:
        longest = max([len(row.ids), *(len(w.ids) for w in groups[-1])]) + 2
        if groups[-1] and pieces < longest * (len(groups[-1]) + 1):
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    yield from (g for g in groups if g)


def tensors(group: list[Window]) -> dict[str, Tensor]:
    """Padded tensors of the windows, with [CLS] and [SEP]."""
    n = max(len(w.ids) for w in group) + 2
    full: dict[str, np.ndarray] = {
        "ids": np.zeros((len(group), n), np.int64),
        "mask": np.zeros((len(group), n), np.int64),
        "features": np.zeros((len(group), n, group[0].features.shape[1]), np.int64),
        "role": np.zeros((len(group), n, 7), np.float32),
        "name": np.full((len(group), n), UNKNOWN, np.int64),
        "detail": np.full((len(group), n), UNKNOWN, np.int64),
    }
    for name, kind in (
        ("link", np.int64),
        ("link_weight", np.float32),
        ("origin", np.int64),
        ("origin_weight", np.float32),
    ):
        full[name] = np.zeros((len(group), n), kind)
    for i, w in enumerate(group):
        m = len(w.ids)
        full["ids"][i, : m + 2] = [CLS, *w.ids, SEP]
        full["mask"][i, : m + 2] = 1
        for name in ("features", "role", "link", "link_weight", "origin", "origin_weight", "name", "detail"):
            full[name][i, 1 : m + 1] = getattr(w, name)
    return {k: torch.from_numpy(v) for k, v in full.items()}


def loss_of(out: Roles, t: dict[str, Tensor], recipe: Recipe) -> Tensor:
    """Role, link and origin, each a mean over what is known of it."""
    told = t["role"].sum(-1)
    loss = -(out.role.float().log_softmax(-1) * t["role"]).sum() / told.sum()
    apart = t["mask"][:, None, :] == 0
    for logits, target, weight, share in (
        (out.link, t["link"], t["link_weight"], recipe.link_loss),
        (out.origin, t["origin"], t["origin_weight"], recipe.origin_loss),
    ):
        if weight.sum() > 0:
            masked = logits.float().masked_fill(apart, -1e4)
            each = nn.functional.cross_entropy(masked.flatten(0, 1), target.flatten(), reduction="none")
            loss = loss + share * (each * weight.flatten()).sum() / weight.sum()
    return loss
