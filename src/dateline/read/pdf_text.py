"""Run as a process of its own: PDF on standard input, JSON with its text or what is wrong on standard output.

A broken or malicious PDF can keep any reader busy for hours or fill the memory; a process can be limited and ended.
It imports nothing of Dateline, so that it starts fast.
"""

from __future__ import annotations

import io
import json
import logging
import sys

MAX_CHARS = 1_000_001  # one more than a document may have: enough to tell that it is too long
MAX_MEMORY_BYTES = 2 * 1024 * 1024 * 1024
_PASSWORD = ""  # many files are encrypted with the empty one, only to forbid changes


def main() -> None:
    """Read, and write {"text", "title"} or {"problem"}."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        pass  # not on this system; the limits of pypdf and of time remain
    sys.stdout.write(json.dumps(read_safely(sys.stdin.buffer.read())))


def read_safely(data: bytes) -> dict[str, str]:
    """Give {"text", "title"} of a PDF file, or {"problem"}, one sentence."""
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(data)
    except RecursionError:
        return {"problem": "is nested too deeply to be read; save its text as .txt"}
    except MemoryError:
        return {"problem": "needs too much memory to be read; save its text as .txt"}
    except LimitReachedError:
        return {"problem": "unpacks into more than its reader allows; save its text as .txt"}
    except Exception as error:  # pypdf meets broken files with errors of many kinds
        return {"problem": f"is broken or no PDF file ({type(error).__name__}); save its text as .txt"}


def _read(data: bytes) -> dict[str, str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(_PASSWORD):
        return {"problem": "is encrypted; save it without a password"}
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        pages.append(text)
        size += len(text)
        if size > MAX_CHARS:
            break
    title = reader.metadata.title if reader.metadata is not None else None
    return {"text": "\n".join(pages)[:MAX_CHARS], "title": title if isinstance(title, str) else ""}


if __name__ == "__main__":
    main()
