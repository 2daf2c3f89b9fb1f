"""A real SMTP conversation for tests: a mail server in a thread that keeps the letters it is given."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that speaks as much SMTP as is needed to take letters, and keeps them.

    It refuses the addresses in ``refused``; when it ``falls_silent`` it keeps a letter without saying so.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters = []
        self.refused = set()
        self.has_letter = threading.Event()
        self.falls_silent = False


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 mailbox")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and any(address in line for address in self.server.refused):
                self.say("550 no such person")
            elif verb == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                self.server.letters.append(letter)
                self.server.has_letter.set()
                if self.server.falls_silent:
                    self.rfile.read()
                    return
                self.say("250 kept")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


@contextmanager
def open_mailbox(settings):
    """A running mailbox that the product's settings point at."""
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        yield server
        server.shutdown()


def with_email(user, address):
    """The user with that e-mail address."""
    user.email = address
    user.save()
    return user


def text_of(letter):
    """The plain part of a letter."""
    return letter.get_body(("plain",)).get_content()


def html_of(letter):
    """The HTML part of a letter."""
    return letter.get_body(("html",)).get_content()
