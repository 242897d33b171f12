"""The network: an encoder with small features added to its embeddings, a branch for the fields, and the heads."""

import copy
import math
from pathlib import Path
from typing import Any, NamedTuple

from torch import Tensor, nn
from transformers import AutoModel

from onrecord.attribute.features import SIZES
from onrecord.nlp.heads import TAGS

LINK = 128
SHARED = 3
"""Layers of the encoder that roles and fields share; above, each has its own."""


class Roles(NamedTuple):
    """Logits ``role`` [b, n, 7], ``link`` and ``origin`` [b, n, n]; ``trunk`` [b, n, width], the states after the
    shared layers."""

    role: Tensor
    link: Tensor
    origin: Tensor
    trunk: Tensor


class Told(NamedTuple):
    """Logits ``tags`` [b, n, the sum of the sizes of ``TAGS``] and ``antecedent`` [b, n, n]."""

    tags: Tensor
    antecedent: Tensor


class Network(nn.Module):
    """Reads roles and links: ``ids``, ``mask`` [b, n] and ``features`` [b, n, 4] → ``Roles``."""

    def __init__(self, base: Path, dropout: float = 0.1, attention: str = "eager") -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(
            str(base),
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=dropout / 2,
            add_pooling_layer=False,
            attn_implementation=attention,
        )
        width = int(self.encoder.config.hidden_size)
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(dropout)
        self.role = nn.Linear(width, 7)
        self.query, self.key = nn.Linear(width, 2 * LINK), nn.Linear(width, 2 * LINK)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Roles:
        """See the class."""
        words = self.encoder.embeddings.word_embeddings(ids)
        for k, table in enumerate(self.features):
            words = words + table(features[:, :, k])
        out = self.encoder(inputs_embeds=words, attention_mask=mask, output_hidden_states=True)
        x = self.drop(out.last_hidden_state)
        q, k = self.query(x).split(LINK, dim=-1), self.key(x).split(LINK, dim=-1)
        link, origin = (a @ b.transpose(1, 2) / math.sqrt(LINK) for a, b in zip(q, k, strict=True))
        return Roles(self.role(x), link, origin, out.hidden_states[SHARED])


class Branch(nn.Module):
    """Reads the fields from the states of the shared layers: ``trunk`` [b, n, width], ``mask`` [b, n] → ``Told``.

    Its layers begin as copies of the network's own above the shared ones.
    """

    def __init__(self, network: Network, dropout: float = 0.1) -> None:
        super().__init__()
        width = int(network.encoder.config.hidden_size)
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in network.encoder.encoder.layer[SHARED:])
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(width, sum(TAGS.values()))
        self.query, self.key = nn.Linear(width, LINK), nn.Linear(width, LINK)

    def forward(self, trunk: Tensor, mask: Tensor) -> Told:
        """See the class."""
        apart = (1.0 - mask[:, None, None, :].to(trunk.dtype)) * -1e4
        for layer in self.layers:
            trunk = layer(trunk, attention_mask=apart)[0]
        x = self.drop(trunk)
        antecedent = self.query(x) @ self.key(x).transpose(1, 2) / math.sqrt(LINK)
        return Told(self.tags(x), antecedent)
