"""Fits the branch of the fields on the states of the shared layers, which stay as they are."""

import logging
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.nlp.heads import ACTS, PARTS, SENSE, TAGS, slices
from onrecord.train.data import Example, Window, cut
from onrecord.train.fields import UNKNOWN, Sense
from onrecord.train.fit import Masters, batches, tensors
from onrecord.train.network import Branch, Network, Told

log = logging.getLogger(__name__)

_TAGS, _SENSE = slices(TAGS), slices(SENSE)


@dataclass(frozen=True, slots=True)
class FieldsRecipe:
    """All that decides a run. ``rare``: how much more a rare act counts, its weight is the mean frequency by its own,
    to this power."""

    epochs: int = 5
    cuts: int = 2
    pieces: int = 2048
    layer_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    weight_decay: float = 0.01
    average: float = 0.995
    name_loss: float = 0.2
    detail_loss: float = 0.5
    act_loss: float = 1.0
    rare: float = 0.3
    sense_loss: float = 0.3
    antecedent_loss: float = 0.3
    seed: int = 0


Shown = tuple[list[Window], dict[str, Tensor], Tensor]


def fit_branch(network: Network, branch: Branch, labelled: list[Example], recipe: FieldsRecipe, folder: Path) -> None:
    """Trains ``branch`` and writes its averaged weights after each epoch to ``folder/branch<k>.pt``."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)  # noqa: S311 - shuffles, hides nothing
    folder.mkdir(parents=True, exist_ok=True)
    network.float().eval()
    branch.float().train()
    passes = [[_shown(network, g) for g in _groups(labelled, recipe, rng)] for _ in range(recipe.cuts)]
    steps = sum(len(passes[k % recipe.cuts]) for k in range(recipe.epochs))
    masters = Masters(
        branch, recipe, steps, lambda name: recipe.layer_rate if name.startswith("layers") else recipe.head_rate
    )
    act_weights = rarity(labelled, recipe.rare)
    log.info("fields: %s; %d articles, %d steps", recipe, len(labelled), steps)
    recent = 0.0
    for epoch in range(recipe.epochs):
        shown = passes[epoch % recipe.cuts]
        rng.shuffle(shown)
        for group, t, trunk in shown:
            loss = loss_of(branch(trunk, t["mask"]), t, group, recipe, act_weights)
            loss.backward()
            masters.step()
            recent = 0.98 * recent + 0.02 * loss.item() if recent else loss.item()
            if masters.step_count % 50 == 0:
                log.info("epoch %d step %d/%d loss %.4f", epoch, masters.step_count, steps, recent)
        torch.save(branch.state_dict() | masters.average(), folder / f"branch{epoch}.pt")


def _groups(labelled: list[Example], recipe: FieldsRecipe, rng: random.Random) -> list[list[Window]]:
    return list(batches([w for e in labelled for w in cut(e, rng)], recipe.pieces, rng))


def _shown(network: Network, group: list[Window]) -> Shown:
    t = tensors(group)
    with torch.no_grad():
        return group, t, network(t["ids"], t["mask"], t["features"]).trunk


def rarity(labelled: list[Example], power: float) -> Tensor:
    """A weight for each act [16], larger for rare ones."""
    counts = torch.ones(len(ACTS))
    for example in labelled:
        for sense in example.fields.senses if example.fields else ():
            counts[sense.act] += 1
    return (counts.mean() / counts) ** power


def loss_of(out: Told, t: dict[str, Tensor], group: list[Window], recipe: FieldsRecipe, act_weights: Tensor) -> Tensor:
    """Names, details, senses and antecedents, each a mean over what is known of it."""
    loss = _sense_loss(out.tags, group, recipe, act_weights)
    for name, share in (("name", recipe.name_loss), ("detail", recipe.detail_loss)):
        known = t[name] > UNKNOWN
        if known.any():
            loss = loss + share * nn.functional.cross_entropy(out.tags[..., _TAGS[name]][known], t[name][known])
    pairs = [(i, at, names) for i, w in enumerate(group) for at, names in w.antecedents]
    if pairs:
        apart = t["mask"] == 0
        rows = torch.stack([out.antecedent[i, at] for i, at, _ in pairs])
        rows = rows.masked_fill(torch.stack([apart[i] for i, _, _ in pairs]), -1e4).log_softmax(-1)
        hits = [rows[k, torch.from_numpy(names)].logsumexp(0) for k, (_, _, names) in enumerate(pairs)]
        loss = loss - recipe.antecedent_loss * torch.stack(hits).mean()
    return loss


def _sense_loss(tags: Tensor, group: list[Window], recipe: FieldsRecipe, act_weights: Tensor) -> Tensor:
    """Act, mode and the speaker's kind: the means over source, cue and content, added up."""
    rows: list[Tensor] = []
    found: list[Sense] = []
    for i, w in enumerate(group):
        for sense in w.senses:
            told = [
                tags[i, torch.from_numpy(at)][:, _TAGS[part]].mean(0)
                for part, at in zip(PARTS, sense.pieces, strict=True)
                if len(at)
            ]
            rows.append(torch.stack(told).sum(0))
            found.append(sense)
    if not rows:
        return tags.new_zeros(())
    full = torch.stack(rows)
    acts = torch.tensor([s.act for s in found])
    weight = torch.tensor([s.weight for s in found]) * act_weights[acts]
    each = nn.functional.cross_entropy(full[:, _SENSE["act"]], acts, reduction="none")
    loss = recipe.act_loss * (each * weight).sum() / weight.sum()
    modes, kinds = torch.tensor([s.mode for s in found]), torch.tensor([s.kind for s in found])
    loss = loss + recipe.sense_loss * nn.functional.cross_entropy(full[:, _SENSE["mode"]], modes)
    if (kinds > UNKNOWN).any():
        loss = loss + recipe.sense_loss * nn.functional.cross_entropy(
            full[:, _SENSE["kind"]], kinds, ignore_index=UNKNOWN
        )
    return loss
