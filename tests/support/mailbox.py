"""A mail server for tests: one thread, loopback, answers as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What arrived, and what to answer: `answers` by command ("RCPT", "DATA", "END", "QUIT")."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    url: str = ""


@contextmanager
def mailbox(**answers: str) -> Iterator[Mailbox]:
    box = Mailbox(answers)

    class Talk(socketserver.StreamRequestHandler):
        def say(self, command: str, usual: str) -> str:
            answer = box.answers.get(command, usual)
            if answer:
                self.wfile.write(f"{answer}\r\n".encode())
            return answer

        def handle(self) -> None:
            self.say("HELLO", "220 here")
            while line := self.rfile.readline():
                command = line[:4].decode().upper().strip()
                if command == "DATA":
                    if not self.say("DATA", "354 go on").startswith("354"):
                        continue
                    if not self.take():
                        return
                elif not self.say(command, "250 ok"):
                    return
                if command == "QUIT":
                    return

        def take(self) -> bool:
            lines = []
            while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                lines.append(line)
            box.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
            return bool(self.say("END", "250 taken"))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        box.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        yield box
        server.shutdown()
        thread.join()
