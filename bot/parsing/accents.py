"""Accents, which are left out in haste."""

import unicodedata


def bare(text: str) -> str:
    """A text without its accents, however they are written: `é` as one sign or as two.

    Args:
        text: as it was typed.
    """
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
