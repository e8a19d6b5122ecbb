"""How words are found again: Thai by segmentation, others by stems, alike in text and query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer
from pythainlp.corpus import thai_stopwords
from pythainlp.tokenize import Tokenizer

_RUNS = re.compile(r"[\u0e00-\u0e7f]+|[^\W_]+", re.UNICODE)
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_STEMMED = {"en": "english", "fi": "finnish", "et": "estonian", "sv": "swedish"}
_LONGEST_WORD = 60
LONGEST_QUERY = 200


def normalise(text: str) -> str:
    """One form for what looks alike: NFKC, small letters, Latin digits, a whole sara am."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DIGITS)
    return plain.replace("\u0e4d\u0e32", "\u0e33")


def terms(text: str, language: str) -> list[str]:
    """The terms under which a text of this language is found, without repetition."""
    found: dict[str, None] = {}
    for word in _words(normalise(text)):
        found[word] = None
        if language in _STEMMED and not _THAI.match(word):
            found[_stem(word, language)] = None
    return list(found)


def query(text: str) -> list[frozenset[str]]:
    """What a reader asks for: each word with all its stems; every word must be met by one of them."""
    asked = []
    for word in _words(normalise(text[:LONGEST_QUERY])):
        stems = () if _THAI.match(word) else (_stem(word, tongue) for tongue in _STEMMED)
        asked.append(frozenset({word, *stems}))
    return asked


@lru_cache(maxsize=1)
def empty_words() -> frozenset[str]:
    """Thai words that say nothing by themselves: particles, pronouns, link words."""
    return frozenset(thai_stopwords())


def _words(text: str) -> Iterable[str]:
    for run in _RUNS.findall(text):
        if _THAI.match(run):
            yield from (w for w in _thai().word_tokenize(run) if _RUNS.match(w))
        else:
            yield run[:_LONGEST_WORD]


@lru_cache(maxsize=1)
def _thai() -> Tokenizer:
    return Tokenizer(engine="newmm")


@lru_cache(maxsize=8)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMED[language])


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))
