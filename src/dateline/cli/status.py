"""What the command says on standard error: problems, one line each, and progress where a person is watching."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from dateline.show.visible import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Status:
    """Standard error for one run.

    Progress (number of documents, time) appears only when standard error is a terminal and `quiet` is not set.
    Problems are always shown, with control characters made visible.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.coded = 0
        self.refused = 0
        self._quiet = quiet
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._measured = False

    def __enter__(self) -> Status:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                TimeElapsedColumn(),
                console=Console(stderr=True, markup=False, highlight=False),
                transient=True,
            )
            self._task = self._progress.add_task("starting", total=None)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def advance(self) -> None:
        """Count one more coded document."""
        self.coded += 1
        self.describe(f"{self.coded:,} documents coded")

    def describe(self, activity: str) -> None:
        """Show what is going on, where progress is shown."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=activity)

    def measure(self, activity: str, done: int, total: int | None) -> None:
        """Show how much of what is going on is done, as a bar, where progress is shown; None: nobody knows."""
        if self._progress is not None and self._task is not None:
            if not self._measured:
                from rich.progress import BarColumn, TaskProgressColumn, TimeRemainingColumn

                self._measured = True
                self._progress.columns = (*self._progress.columns, BarColumn(), TaskProgressColumn())
                self._progress.columns += (TimeRemainingColumn(),)
            self._progress.update(self._task, description=activity, completed=done, total=total)

    def clear(self) -> None:
        """Take the progress display away for good, before something is written to the same terminal."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def say(self, message: str) -> None:
        """Write one line."""
        line = f"dateline: {one_line(message)}"
        if self._progress is not None:
            from rich.text import Text

            self._progress.console.print(Text(line), soft_wrap=True)
        else:
            encoding = sys.stderr.encoding or "utf-8"
            print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr, flush=True)  # noqa: T201

    def summary(self) -> None:
        """Say how many documents were coded and refused, if some were refused among several."""
        if self.refused and self.coded + self.refused > 1 and not self._quiet:
            self.say(f"{self.coded} coded, {self.refused} refused")
