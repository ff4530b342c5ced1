"""Checks the project's English and names: `python tools/check_words.py`, part of `make check`.

Three rules: no archaic words in strings, docstrings, comments, documents or names; no module named
by an -ing word unless it is the field's own noun; and no two public types of one name in the coach.
"""

import ast
import re
import subprocess
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("bot", "knowledge", "ingest", "sandbox")
COACH = ("bot", "knowledge", "ingest")

PHRASES = re.compile(
    r"\b(?:anew|afresh|mend(?:ed|ing|s)?|heed(?:ed|s)?|whys|wish(?:es|ed)? to|of no known kind"
    r"|stands? (?:in|on|for good|beside|under|there|above|below)|stood (?:in|on|there)"
    r"|take it away|did not get|not get to|bears? its name|in no document|not so\?"
    r"|is told so|are told so|told of|as told|any more\b(?! than| of)|beside the)\b",
    re.IGNORECASE,
)
NAMES = frozenset({"anew", "afresh", "mend", "mended", "whys", "heed", "tide"})
"""Words that no function, class, parameter or module may use in its name."""
NOUNS = frozenset({"logging", "learning", "routing", "streaming", "testing", "string"})
"""-ing words that are nouns of the field."""
ALLOWED = frozenset(
    {
        # These list words that people write.
        "bot/coaching/learning/statement_parser.py",
        "bot/coaching/learning/statement_detector.py",
        "bot/coaching/nudges/replies.py",
        "knowledge/answers/sentence_claims.py",
        "knowledge/text/words.py",
        "knowledge/retrieval/smalltalk.py",
        "knowledge/retrieval/followup.py",
    }
)


def main() -> int:
    """Print every finding; return 1 when there is one."""
    files = tracked()
    found = [*archaic_code(files), *archaic_documents(files), *ing_modules(files), *twins(files)]
    for line in found:
        print(line)
    return bool(found)


def tracked() -> list[Path]:
    """Return the files of the repository, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(name) for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def archaic_code(files: list[Path]) -> Iterator[str]:
    """Yield archaic words in the strings, comments and names of Python files."""
    for file in files:
        if file.suffix != ".py" or file.parts[0] not in CODE or file.as_posix() in ALLOWED:
            continue
        with (ROOT / file).open("rb") as source:
            for token in tokenize.tokenize(source.readline):
                if token.type in (tokenize.STRING, tokenize.COMMENT):
                    for match in PHRASES.finditer(token.string):
                        line = token.start[0] + token.string.count("\n", 0, match.start())
                        yield f"{file}:{line}: “{match[0]}”"
                elif token.type == tokenize.NAME and NAMES & set(token.string.lower().split("_")):
                    yield f"{file}:{token.start[0]}: the name {token.string}"


def archaic_documents(files: list[Path]) -> Iterator[str]:
    """Yield archaic words in the documents that people read."""
    for file in files:
        if file.suffix == ".md" and (len(file.parts) == 1 or file.parts[0] == "docs"):
            for number, line in enumerate((ROOT / file).read_text("utf-8").splitlines(), 1):
                for match in PHRASES.finditer(line):
                    yield f"{file}:{number}: “{match[0]}”"


def ing_modules(files: list[Path]) -> Iterator[str]:
    """Yield modules that are named by what they do instead of by their subject."""
    for file in files:
        if file.suffix == ".py" and file.parts[0] in CODE:
            word = file.stem.rpartition("_")[2]
            if word.endswith("ing") and word not in NOUNS:
                yield f"{file}: name the module by its feature's noun"


def twins(files: list[Path]) -> Iterator[str]:
    """Yield public types of the coach that share a name."""
    homes = defaultdict(list)
    for file in files:
        if file.suffix == ".py" and file.parts[0] in COACH:
            for node in ast.parse((ROOT / file).read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    homes[node.name].append(file.as_posix())
    for name, where in sorted(homes.items()):
        if len(where) > 1:
            yield f"{name} is defined in {', '.join(where)}: one name, one meaning"


if __name__ == "__main__":
    sys.exit(main())
