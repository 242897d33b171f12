"""The network: an encoder, small features added to its embeddings, and three heads on one pass."""

import math
from pathlib import Path
from typing import Any

from torch import Tensor, nn
from transformers import AutoModel

from onrecord.attribute.features import SIZES

LINK = 128


class Network(nn.Module):
    """``ids``, ``mask`` [b, n] and ``features`` [b, n, 4] → role [b, n, 7], link and origin [b, n, n] (logits)."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(
            str(base),
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=dropout / 2,
            add_pooling_layer=False,
            attn_implementation="eager",
        )
        width = int(self.encoder.config.hidden_size)
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(dropout)
        self.role = nn.Linear(width, 7)
        self.query, self.key = nn.Linear(width, 2 * LINK), nn.Linear(width, 2 * LINK)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """See the class."""
        words = self.encoder.embeddings.word_embeddings(ids)
        for k, table in enumerate(self.features):
            words = words + table(features[:, :, k])
        x = self.drop(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        q, k = self.query(x), self.key(x)
        links = [q[..., s] @ k[..., s].transpose(1, 2) / math.sqrt(LINK) for s in (slice(0, LINK), slice(LINK, None))]
        return self.role(x), links[0], links[1]
