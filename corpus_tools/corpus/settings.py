"""The word list and the rules of a store, in files named after their hashes: what a worker reads, and a `Corpus` knows."""

import json
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from corpus_tools.corpus.states import code
from corpus_tools.corpus.storage import DIGITS
from corpus_tools.rules import Rules
from corpus_tools.text.files import write
from corpus_tools.tokens.lexicon import Lexicon, StopWord, Word

FOLDER: Final = "settings"


class OtherVersionError(RuntimeError):
    """A worker holds another version of this package than the process that gives it work."""


class Settings(NamedTuple):
    """Where a build reads and writes, and the hashes of what it goes by: all that a job is told beside its files."""

    root: str
    store: str
    lexicon: str
    engine: str
    rules: str
    code: str

    def check(self) -> None:
        """Raise OtherVersionError where this process would make other tables than the one that asks for them."""
        if self.code != code():
            msg = "a worker has another version of corpus-tools than this process: install the same on all"
            raise OtherVersionError(msg)


def save_settings(root: Path, store: Path, lexicon: Lexicon, rules: Rules) -> Settings:
    """Write a word list and rules into a store, and return what jobs are told."""
    words = {"words": lexicon.words, "stop_words": lexicon.stop_words, "hmm": lexicon.hmm}
    lists = {"lists": dict(rules.lists), "settings": dict(rules.settings)}
    for name, value in ((_name("lexicon", lexicon.hash), words), (_name("rules", rules.hash), lists)):
        path, content = store / FOLDER / name, f"{json.dumps(value, ensure_ascii=False, sort_keys=True)}\n".encode()
        if not path.is_file() or path.read_bytes() != content:
            write(path, content)
    return Settings(str(root.resolve()), str(store.resolve()), lexicon.hash, lexicon.engine, rules.hash, code())


def names_of(settings: Settings) -> tuple[str, str]:
    """Return the names of the two files."""
    return _name("lexicon", settings.lexicon), _name("rules", settings.rules)


@lru_cache(maxsize=2)
def read_lexicon(store: str, digest: str, engine: str = "rjieba") -> Lexicon:
    """Return the word list with the hash `digest` of a store."""
    held = json.loads((Path(store) / FOLDER / _name("lexicon", digest)).read_text(encoding="utf-8"))
    words = tuple(Word(*word) for word in held["words"])
    stops = tuple(StopWord(*word) for word in held["stop_words"])
    return Lexicon(words=words, stop_words=stops, engine=engine, hmm=held["hmm"])


@lru_cache(maxsize=2)
def read_rules(store: str, digest: str) -> Rules:
    """Return the rules with the hash `digest` of a store."""
    held = json.loads((Path(store) / FOLDER / _name("rules", digest)).read_text(encoding="utf-8"))
    lists = {name: tuple(tuple(row) for row in rows) for name, rows in held["lists"].items()}
    return Rules(MappingProxyType(lists), MappingProxyType(held["settings"]))


def _name(kind: str, digest: str) -> str:
    """Return the name of a file."""
    return f"{kind}.{digest[:DIGITS]}.json"
