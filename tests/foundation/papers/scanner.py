"""A real clamd with one signature of our own, so that no signatures need to be fetched."""

import shutil
import subprocess
import time
from pathlib import Path

from foundation.papers import clamd

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")

# The test virus every scanner knows, in two halves so that this file is not taken for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner:
    """clamd with one signature of our own; `stop` and `start` as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "clamd.sock"
        self.url = f"unix:{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None
        signatures = folder / "signatures"
        signatures.mkdir()
        body = EICAR.hex()
        (signatures / "test.ndb").write_text(f"Eicar-Test:0:*:{body}\n")
        (folder / "clamd.conf").write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {signatures}\n"
            f"Foreground yes\nLogFile {folder / 'clamd.log'}\nStreamMaxLength 2M\n"
            "OfficialDatabaseOnly no\nMaxThreads 2\n"
        )

    def start(self) -> None:
        assert CLAMD is not None
        self.process = subprocess.Popen(
            [CLAMD, "-c", str(self.folder / "clamd.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while not clamd.answers(self.url):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((self.folder / "clamd.log").read_text()[-2000:])
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
