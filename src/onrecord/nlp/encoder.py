"""The encoder at run time: one ONNX model, one forward pass a window, three heads."""

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

WEIGHTS = "default.onnx"


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """Log-probabilities for the n word pieces of a window.

    ``role`` [n, 7]: O, then B and I of source, cue, content. ``link`` [n, n + 1]: which cue a piece of a
    source or a content belongs to, by the cue's first piece; ``origin`` [n, n + 1]: which source a piece
    of a cue belongs to, by the source's first piece. Column 0 means none, column i + 1 is piece i.
    """

    role: NDArray[np.float32]
    link: NDArray[np.float32]
    origin: NDArray[np.float32]


class Encoder:
    """A loaded model; safe to share between threads.

    Every window is run alone: a result can't depend on what else is read. Raises ``InstallationError``
    when the weights are missing or damaged.
    """

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        self.path = path or weights_path()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # memory stays flat on long articles; the pattern cache would grow with every new length
        options.enable_mem_pattern = False
        try:
            self._session = ort.InferenceSession(str(self.path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own unexported types
            raise InstallationError(
                f"the model {self.path.name} can't be loaded ({error}); install onrecord again", code="model"
            ) from error

    @cached_property
    def digest(self) -> str:
        """``sha256:`` and the hash of the model file."""
        return digest_of(self.path)

    def run(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> Heads:
        """The heads for one window: ``ids`` [n], ``features`` [n, 4]; n at most 510."""
        n = len(ids)
        full = np.empty((1, n + 2), dtype=np.int64)
        full[0, 0], full[0, 1:-1], full[0, -1] = CLS, ids, SEP
        extra = np.zeros((1, n + 2, features.shape[1]), dtype=np.int64)
        extra[0, 1:-1] = features
        role, link, origin = self._session.run(["role", "link", "origin"], {"ids": full, "features": extra})
        return Heads(*(_log_softmax(x[0, 1:-1, :m]) for x, m in ((role, 7), (link, n + 1), (origin, n + 1))))


def weights_path() -> Path:
    """Where the installed weights lie. Raises ``InstallationError`` when they are missing."""
    path = Path(os.fspath(files("onrecord.nlp") / "weights" / WEIGHTS))  # type: ignore[call-overload]
    if not path.is_file():
        raise InstallationError(f"the model {path} is missing; install onrecord again", code="model")
    return path


def digest_of(path: Path) -> str:
    """``sha256:`` and the hash of a file."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def _log_softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = x - x.max(axis=-1, keepdims=True)
    logs: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs
