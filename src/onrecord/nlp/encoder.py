"""The encoder at run time: one forward pass a window, several heads; the fields have a branch of their own."""

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from onrecord.errors import InstallationError
from onrecord.nlp.tokens import CLS, SEP

ROLES, FIELDS, FITTED = "roles.onnx", "fields.onnx", "fitted.json"
"""The files of a model's folder: the encoder, its branch for the fields, and what was fitted on top of it."""
ROLE_OUTPUTS = ("role", "link", "origin", "trunk")
FIELD_OUTPUTS = ("tags", "antecedent")


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What is told of the n word pieces of a window.

    Log-probabilities: ``role`` [n, 7]: O, then B and I of source, cue, content. ``link`` [n, n + 1]: which cue a
    piece of a source or a content belongs to, by the cue's first piece; ``origin`` [n, n + 1]: which source a piece
    of a cue belongs to, by the source's first piece. Column 0 means none, column i + 1 is piece i.

    Logits: ``tags`` [n, the sum of the sizes of ``heads.TAGS``]; ``antecedent`` [n, n + 1]: which name the source
    that begins at a piece refers to, with columns as above. Both have no columns where fields are not asked for.
    """

    role: NDArray[np.float32]
    link: NDArray[np.float32]
    origin: NDArray[np.float32]
    tags: NDArray[np.float32]
    antecedent: NDArray[np.float32]


class Encoder:
    """A loaded model; safe to share between threads.

    Every window is run alone: a result can't depend on what else is read. ``folder`` holds the model's files, by
    default the installed ones; without ``fields`` the branch is neither loaded nor run. Raises ``InstallationError``
    when the weights are missing or damaged.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, fields: bool = True) -> None:
        self.folder = folder or weights_folder()
        self._roles = _session(self.folder / ROLES, threads)
        self._fields = _session(self.folder / FIELDS, threads) if fields else None

    @cached_property
    def digest(self) -> str:
        """``sha256:`` and the hash of the model's files."""
        return digest_of(self.folder)

    def run(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> Heads:
        """The heads for one window: ``ids`` [n], ``features`` [n, 4]; n at most 510."""
        n = len(ids)
        full = np.empty((1, n + 2), dtype=np.int64)
        full[0, 0], full[0, 1:-1], full[0, -1] = CLS, ids, SEP
        extra = np.zeros((1, n + 2, features.shape[1]), dtype=np.int64)
        extra[0, 1:-1] = features
        role, link, origin, trunk = self._roles.run(ROLE_OUTPUTS, {"ids": full, "features": extra})
        tags = antecedent = np.empty((1, n + 2, 0), dtype=np.float32)
        if self._fields is not None:
            tags, antecedent = self._fields.run(FIELD_OUTPUTS, {"trunk": trunk})
        return Heads(
            role=log_softmax(role[0, 1:-1]),
            link=log_softmax(link[0, 1:-1, : n + 1]),
            origin=log_softmax(origin[0, 1:-1, : n + 1]),
            tags=tags[0, 1:-1],
            antecedent=antecedent[0, 1:-1, : n + 1],
        )


def _session(path: Path, threads: int) -> ort.InferenceSession:
    if not path.is_file():
        raise InstallationError(f"the model {path} is missing; install onrecord again", code="model")
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # memory stays flat on long articles; the pattern cache would grow with every new length
    options.enable_mem_pattern = False
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own unexported types
        raise InstallationError(
            f"the model {path.name} can't be loaded ({error}); install onrecord again", code="model"
        ) from error


def weights_folder() -> Path:
    """Where the installed weights lie."""
    return Path(os.fspath(files("onrecord.nlp") / "weights"))  # type: ignore[call-overload]


def digest_of(folder: Path) -> str:
    """``sha256:`` and the hash of the hashes of a model's files."""
    whole = hashlib.sha256()
    for name in (ROLES, FIELDS):
        with (folder / name).open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return "sha256:" + whole.hexdigest()


def log_softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-probabilities over the last axis."""
    shifted = x - x.max(axis=-1, keepdims=True)
    logs: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs
