"""Receives the mails of a machine of one's own and keeps each as an .eml file."""

import os
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailSink:
    def __init__(self, folder: Path, *, port: int) -> None:
        self.folder = folder
        self.port = port
        self._numbers = count(1)
        self._controller = Controller(self, hostname="127.0.0.1", port=port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        name = f"{moment}-{next(self._numbers):06d}"
        draft = self.folder / f"{name}.part"
        draft.write_bytes(envelope.original_content or b"")
        os.replace(draft, self.folder / f"{name}.eml")
        return "250 OK"

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()
