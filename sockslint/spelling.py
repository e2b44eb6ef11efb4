"""What the user may have meant by a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, if any is like it at all."""
    import difflib  # here: only mistakes need it

    by_folded = {each.casefold(): each for each in known}
    for each in difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.5):
        return by_folded[each]
    return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean `…`?"``, or nothing if no known word is like `word`."""
    match = nearest(word, known)
    return f"; did you mean `{match}`?" if match else ""
