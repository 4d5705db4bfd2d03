"""Write a trained network as int8 ONNX, with its tokenizer and the names of its outputs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from network import ROLE_BIAS, ROLE_SIZE, EventNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from windows import POINTERS, STATUSES


class Unmasked(nn.Module):
    """The network for windows that are not filled up, its attention spelled out: without the masks that attention over
    batches needs, it takes two thirds of the time.
    """

    def __init__(self, network: EventNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give what the network gives for word pieces (batch, n) that are all there."""
        encoder = self.network.encoder
        h = encoder.embeddings(input_ids=ids)
        for layer in encoder.encoder.layer:
            attention = layer.attention.self
            shape = (*ids.shape, attention.num_attention_heads, attention.attention_head_size)
            query, key, value = (
                part(h).view(shape).transpose(1, 2) for part in (attention.query, attention.key, attention.value)
            )
            scores = (query @ key.transpose(-1, -2)) * attention.attention_head_size**-0.5
            seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(h.shape)
            h = layer.attention.output(seen, h)
            h = layer.output(layer.intermediate(h), h)
        return self.network.outputs(h)


def export(network: EventNetwork, types: list[str], modes: list[str], tokenizer: Path, folder: Path) -> None:
    """Write `events.onnx`, `tokenizer.json` and `outputs.json` to a folder."""
    full = folder / "events-fp32.onnx"
    ids = torch.randint(1000, 20000, (1, 64))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Unmasked(network).eval(),
        (ids,),
        str(full),
        input_names=["ids"],
        output_names=["types", "modes", "status", "roles"],
        dynamic_axes=dict.fromkeys(("ids", "types", "modes", "status", "roles"), axes),
        opset_version=17,
        dynamo=False,
    )
    # seven bits a weight: with eight, processors without VNNI saturate in their sums and give other numbers
    quantize_dynamic(
        str(full), str(folder / "events.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    outputs = {
        "types": types, "modes": modes, "status": STATUSES,
        "pointers": POINTERS, "role_size": ROLE_SIZE, "role_bias": ROLE_BIAS,
    }  # fmt: skip
    (folder / "outputs.json").write_text(json.dumps(outputs, indent=1) + "\n", encoding="utf-8")
