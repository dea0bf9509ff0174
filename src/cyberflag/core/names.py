"""Folding of printed names, so that spelling alone never tells two names apart."""

import re
import unicodedata


def fold_name(text: str) -> str:
    """The name in lower case, ``&`` as ``and``, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub("['’]", "", plain)).split())
