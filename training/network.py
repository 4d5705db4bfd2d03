"""The network: a small BERT encoder with heads for type, mode, status and what each word piece points at: the parties
of its event, its place, its date, and who tells of it.
"""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertModel
from windows import POINTERS, STATUSES

ROLE_SIZE = 64


class Dropout(nn.Module):
    """Dropout from random bytes, the share rounded to 256ths: on a CPU, the only place where it works, several times as
    fast as torch's.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.p = share

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values with a share of them 0 and the others scaled up, while training."""
        dropped = round(self.p * 256)
        if not self.training or not dropped:
            return values
        words = torch.empty((values.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
        kept = words.view(torch.uint8)[: values.numel()].view(values.shape) >= dropped
        return values * kept.to(values.dtype).mul_(256 / (256 - dropped))


class EventNetwork(nn.Module):
    """Gives, for word pieces (batch, n): `types` (n, types), `modes` (n, modes), `status` (n, 5) logits, and `roles`
    (n, pointers x 2 x 64): for each pointer what a trigger asks for, and what a word offers.
    """

    def __init__(self, folder: str, types: int, modes: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        hidden = self.encoder.config.hidden_size
        for module in list(self.encoder.modules()):
            for name, each in module.named_children():
                if isinstance(each, nn.Dropout):
                    setattr(module, name, Dropout(each.p))
        self.dropout = Dropout(0.15)
        self.types = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, types))
        self.modes = nn.Linear(hidden, modes)
        self.status = nn.Sequential(nn.Linear(hidden, hidden // 2), nn.GELU(), nn.Linear(hidden // 2, len(STATUSES)))
        self.pointing = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, hidden))
        nn.init.zeros_(self.pointing[2].weight)
        nn.init.zeros_(self.pointing[2].bias)
        self.roles = nn.Linear(hidden, len(POINTERS) * 2 * ROLE_SIZE)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give types, modes, status and roles; `mask` is 1 where there is a word piece, None if everywhere."""
        h = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.types(h), self.modes(h), self.status(h), self.roles(h + self.pointing(h))


ROLE_SCALE, ROLE_BIAS = ROLE_SIZE**-0.5, -3.0


def role_logits(roles: torch.Tensor, trigger: torch.Tensor, role: int) -> torch.Tensor:
    """Give the logit of every word piece (m, n) as what pointer `role` of triggers (m positions) means."""
    asks = roles[trigger, role * 2 * ROLE_SIZE : (role * 2 + 1) * ROLE_SIZE]
    offers = roles[:, (role * 2 + 1) * ROLE_SIZE : (role * 2 + 2) * ROLE_SIZE]
    return asks @ offers.T * ROLE_SCALE + ROLE_BIAS
