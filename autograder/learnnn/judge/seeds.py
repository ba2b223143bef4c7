"""Where a check's random numbers come from. What is told of one hidden check says nothing of another, or of the secret."""

from __future__ import annotations

import hashlib
import hmac
import zlib

PUBLIC_SEED = "public"
SECRET = "secret"  # noqa: S105  # what a report says of every other seed
BITS = 128


def of_public(exercise: str, check: str) -> list[int]:
    """The same for everybody, and told to everybody."""
    return [zlib.crc32(text.encode()) for text in (PUBLIC_SEED, exercise, check)]


def of_hidden(secret: str, exercise: str, check: str) -> int:
    """This check's own, by a keyed hash of `BITS` bits: who knows it knows no other's.

    It may be shown with the check's call once the work is due; the secret never is.
    """
    named = f"{exercise}\0{check}".encode()
    return int.from_bytes(hmac.digest(secret.encode(), named, hashlib.sha256)[: BITS // 8], "big")
