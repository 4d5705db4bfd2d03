"""The same coder on a Ray cluster: files in, partitioned Parquet of coded documents out, restartable.

Needs the extra `ray` (`pip install dateline[ray]`), on every node of the cluster the same version of Dateline.
"""

from __future__ import annotations

from dateline.cluster.run import Tally, code_on_ray

__all__ = ["Tally", "code_on_ray"]
