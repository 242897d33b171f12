"""Writes a checkpoint as ONNX: once in float32, once with eight-bit weights."""

from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.attribute.features import SIZES
from onrecord.train.network import Network


class OneWindow(nn.Module):
    """The network as it runs: one unpadded window, no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``ids`` [1, n], ``features`` [1, n, 4] → role, link, origin."""
        result: tuple[Tensor, Tensor, Tensor] = self.network(ids, torch.ones_like(ids), features)
        return result


def export(network: Network, checkpoint: Path, out: Path) -> None:
    """Writes ``out`` with eight-bit weights and, with ``.float`` before the suffix, in float32.

    The scales of the activations are dynamic: a window is always run alone.
    """
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state)
    network.float().eval()
    plain = out.with_suffix(".float.onnx")
    n = 32
    torch.onnx.export(
        OneWindow(network),
        (torch.randint(1000, 20000, (1, n)), torch.zeros((1, n, len(SIZES)), dtype=torch.int64)),
        str(plain),
        input_names=["ids", "features"],
        output_names=["role", "link", "origin"],
        dynamic_axes={
            "ids": {1: "n"},
            "features": {1: "n"},
            "role": {1: "n"},
            "link": {1: "n", 2: "n"},
            "origin": {1: "n", 2: "n"},
        },
        opset_version=17,
        dynamo=False,
    )
    prepared = out.with_suffix(".prepared.onnx")
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(out), per_channel=True, weight_type=QuantType.QInt8)
    prepared.unlink()
    onnx.checker.check_model(str(out))
