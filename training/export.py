"""Write a trained network as int8 ONNX, with its tokenizer and the names of its outputs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from network import ROLE_BIAS, ROLE_SIZE, EventNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from windows import POINTERS, STATUSES


def export(network: EventNetwork, types: list[str], modes: list[str], tokenizer: Path, folder: Path) -> None:
    """Write `events.onnx`, `tokenizer.json` and `outputs.json` to a folder."""
    full = folder / "events-fp32.onnx"
    network.encoder.set_attn_implementation(
        "eager"
    )  # needs no masks where there are none, which cost a third of the time
    ids = torch.randint(1000, 20000, (1, 64))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        network.eval(),
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
