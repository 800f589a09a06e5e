"""The rule kind `publicity`: who is named on what is printed and posted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import GrantContext, award_duties
from mo_network.judging.answers import Duty
from mo_network.judging.units import LONGEST_TEXT


@attrs.frozen
class Publicity:
    """Öffentlichkeitsarbeit: logos on everything, words beside them, release beforehand.

    Shape:   `logos` name whose logo is shown; `words` stand beside them, up to 200 characters;
             with `released_before` nothing is printed before the hub has seen it.
    Errors:  InvalidValue for a rule that says nothing, and words that are too long.

    Which mistake is worse: to print without the funder's logo, for the print is then not paid.

    >>> sorted(Publicity(logos=frozenset({"the house", "the ministry"})).logos)
    ['the house', 'the ministry']
    """

    kind: ClassVar[str] = "publicity"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "logo": "Auf allen Veröffentlichungen steht das Logo von: {0}.",
            "words": "Auf allen Veröffentlichungen steht: „{0}“",
            "released_before": "Jede Veröffentlichung wird vor dem Druck freigegeben.",
        },
        "de-simple": {
            "logo": "Auf allen Plakaten und Seiten muss dieses Logo sein: {0}.",
            "words": "Auf allen Plakaten und Seiten muss stehen: „{0}“",
            "released_before": "Zeigen Sie uns alles vor dem Druck.",
        },
        "en": {
            "logo": "Everything that is published shows the logo of: {0}.",
            "words": 'Everything that is published says: "{0}"',
            "released_before": "Everything is released before it is printed.",
        },
    }

    logos: frozenset[str] = frozenset()
    words: str | None = None
    released_before: bool = False

    def __attrs_post_init__(self) -> None:
        texts = [*self.logos, *([] if self.words is None else [self.words])]
        if not texts and not self.released_before:
            raise InvalidValue("write logos, words or released_before", given=None)
        for text in texts:
            if not text.strip() or len(text) > LONGEST_TEXT or not text.isprintable():
                raise InvalidValue(
                    f"{text[:60]!r} has {len(text)} characters: write 1 to {LONGEST_TEXT} "
                    "printable ones on one line",
                    given=text,
                    allowed=f"1 to {LONGEST_TEXT} printable characters",
                )

    @award_duties
    def publicity(self, context: GrantContext) -> Iterable[Duty]:
        """Each logo, the words, and the release."""
        for logo in sorted(self.logos):
            yield Duty("logo", (logo,))
        if self.words is not None:
            yield Duty("words", (self.words,))
        if self.released_before:
            yield Duty("released_before")
