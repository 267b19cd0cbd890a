"""A message put into words: for a mail, for a line of a list."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from qnector.domain.messages.models import Kind
from qnector.domain.messages.rules import ANSWERS, BUTTONS, LETTERS, NUMBER, SCREENS, SIGN, SUBJECTS

FACT = re.compile(r"([^{}]+): \{(\w+)\}")
# Before the // of an address and after the dot of a domain.
LINKLIKE = re.compile(r"(?<=:)(?=//)|(?<=\w\.)(?=[^\W\d_][\w-]|[\w-]+/)")
UNLINK = "\u200b"  # nobody sees it, and no mail program makes a link across it
Fact = tuple[str, str]  # what it is called, and what it is
Block = str | tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as people read it: a subject of one line, then paragraphs and facts.

    `button` says what the one link of the mail does; without a link there is none.
    """

    subject: str
    title: str
    blocks: tuple[Block, ...]
    button: str = ""
    link: str = ""

    @property
    def body(self) -> str:
        """The whole letter as plain text."""
        said = [_plain(block) for block in self.blocks]
        if self.link:
            said.append(f"{self.button}:\n{self.link}")
        return "\n\n".join([*said, SIGN]) + "\n"

    @property
    def preheader(self) -> str:
        """What a list of mails shows beside the subject."""
        first = self.blocks[0] if self.blocks else ""
        return first if isinstance(first, str) else _plain(first)


def letter(kind: Kind, values: dict[str, Any], *, link: str = "") -> Letter:
    """Put the values into the words of this kind; a line without its value is left out.

    `link` is what the button opens: the one-time link, or the screen that the mail is about.
    """
    said = title(kind, values)
    button = BUTTONS.get(kind) or SCREENS.get(kind, "자세히 보기")
    return Letter(SUBJECTS.get(kind, f"[큐넥터] {said}"), said, blocks(kind, values), button, link)


def unlinked(values: dict[str, Any]) -> dict[str, str]:
    """The values as a mail may carry them: people say what they and their companies are called, and
    no name leads anywhere from a mail of ours. An address of an account stays as it is."""
    return {
        name: str(said) if name == "email" else LINKLIKE.sub(UNLINK, str(said))
        for name, said in values.items()
    }


def title(kind: Kind, values: dict[str, Any]) -> str:
    """The subject as a screen says it."""
    return " ".join(LETTERS[kind][0].format_map(_known(values)).split())


def blocks(kind: Kind, values: dict[str, Any]) -> tuple[Block, ...]:
    """The paragraphs and facts of this kind. A value never begins a paragraph of its own."""
    known = _known(values)
    found = (_block(paragraph, known) for paragraph in LETTERS[kind][1].split("\n\n"))
    return tuple(block for block in found if block)


def content(kind: Kind, values: dict[str, Any], *, has_number: bool = True) -> str:
    """The body in one line; without the number where the title stands beside it."""
    lines = [line for block in blocks(kind, values) for line in _plain(block).split("\n")]
    first, *facts = [" ".join(line.split()) for line in lines if line.strip()]
    facts = [fact for fact in facts if has_number or not fact.startswith(NUMBER)]
    return f"{first} {' · '.join(facts)}".strip()


def _known(values: dict[str, Any]) -> defaultdict[str, str]:
    known = defaultdict(str, {name: str(value) for name, value in values.items()})
    known["answer"] = ANSWERS.get(known["status"], "")
    return known


def _block(paragraph: str, known: dict[str, str]) -> Block:
    lines = paragraph.split("\n")
    facts = [found for line in lines if (found := FACT.fullmatch(line))]
    if len(facts) < len(lines):
        in_line = {name: " ".join(value.split()) for name, value in known.items()}
        return paragraph.format_map(defaultdict(str, in_line)).strip()
    return tuple((one[1], said) for one in facts if (said := known[one[2]].strip()))


def _plain(block: Block) -> str:
    if isinstance(block, str):
        return block
    # A further line of a value stands in, so that it cannot pass for a line of ours.
    return "\n".join(f"{name}: {said.replace(chr(10), chr(10) + '  ')}" for name, said in block)
