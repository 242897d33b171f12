"""Writes the network as ONNX: roles and fields each in float32 and with weights of seven bits."""

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.attribute.features import SIZES
from onrecord.nlp.encoder import FIELD_OUTPUTS, ROLE_OUTPUTS
from onrecord.train.network import Branch, Network

_LENGTH = 32
"""Word pieces of the example that the export traces; any length runs."""


class OneWindow(nn.Module):
    """The network as it runs: one unpadded window, no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """``ids`` [1, n], ``features`` [1, n, 4] → the roles' outputs, in the order of ``ROLE_OUTPUTS``."""
        out = self.network(ids, torch.ones_like(ids), features)
        return tuple(getattr(out, name) for name in ROLE_OUTPUTS)


class OneTrunk(nn.Module):
    """The branch as it runs: one unpadded window, no mask."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, trunk: Tensor) -> tuple[Tensor, ...]:
        """``trunk`` [1, n, width] → the fields' outputs, in the order of ``FIELD_OUTPUTS``."""
        out = self.branch(trunk, torch.ones_like(trunk[:, :, 0]))
        return tuple(getattr(out, name) for name in FIELD_OUTPUTS)


def export(network: Network, branch: Branch | None, folder: Path) -> None:
    """Writes ``roles.onnx`` and ``fields.onnx`` (without a branch only the first) into ``folder``.

    The scales of the activations are dynamic: a window is always run alone.
    """
    ids = torch.randint(1000, 20000, (1, _LENGTH))
    features = torch.zeros((1, _LENGTH, len(SIZES)), dtype=torch.int64)
    _write(
        OneWindow(network.float().eval()),
        {"ids": ids, "features": features},
        {name: {1: "n", 2: "n"} if name in ("link", "origin") else {1: "n"} for name in ROLE_OUTPUTS},
        folder / "roles.onnx",
    )
    if branch is not None:
        trunk = torch.randn((1, _LENGTH, int(network.encoder.config.hidden_size)))
        sizes = {"tags": {1: "n"}, "antecedent": {1: "n", 2: "n"}}
        _write(OneTrunk(branch.float().eval()), {"trunk": trunk}, sizes, folder / "fields.onnx")


def _write(module: nn.Module, given: dict[str, Tensor], outputs: dict[str, dict[int, str]], out: Path) -> None:
    plain, prepared = out.with_suffix(".float.onnx"), out.with_suffix(".prepared.onnx")
    torch.onnx.export(
        module,
        tuple(given.values()),
        str(plain),
        input_names=list(given),
        output_names=list(outputs),
        dynamic_axes={name: {1: "n"} for name in given} | outputs,
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    # weights of seven bits: with eight, processors without VNNI saturate their sums, which costs a point of content
    quantize_dynamic(str(prepared), str(out), per_channel=True, weight_type=QuantType.QInt8, reduce_range=True)
    prepared.unlink()
    onnx.checker.check_model(str(out))
