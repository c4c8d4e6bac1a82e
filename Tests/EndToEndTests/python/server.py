"""The server program on a data folder, killed and started again."""

import atexit
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile


class Server:
    """A server that tests start and kill; its data folder stays."""

    def __init__(self, program, folder, arguments=()):
        self._program, self._arguments = program, list(arguments)
        self.folder = pathlib.Path(folder)
        self._errors = open(f"{folder}.log", "ab")
        self._process = None
        # However a script ends, its server does not outlive it.
        atexit.register(self._end)
        self.start()

    def start(self, listen="127.0.0.1:0"):
        """Starts it and waits until it listens."""
        self._process = subprocess.Popen(
            [self._program, "--data", str(self.folder), "--listen", listen] + self._arguments,
            stdout=subprocess.PIPE, stderr=self._errors, text=True)
        line = self._process.stdout.readline()
        if not line.startswith("listening on "):
            log = pathlib.Path(f"{self.folder}.log").read_text()[-2000:]
            raise SystemExit(f"the server does not start: {log}")
        self.address = line.split()[-1]

    def _end(self):
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def logged(self, text):
        """Whether the server has logged a text since its first start."""
        return text in pathlib.Path(f"{self.folder}.log").read_text()

    def kill(self):
        """Ends it as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self):
        """Ends it as an operator would; its exit status."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(60)

    @property
    def fleet_token(self):
        return (self.folder / "fleet.token").read_text().strip()

    def database(self, tenant_id):
        """Path of a tenant's database."""
        return self.folder / "tenants" / tenant_id / "tenant.sqlite"

    def log_file(self, run):
        return self.folder / run.log_file


class Snapshot:
    """A copy of a database as it lies on disk, read with SQLite itself.

    Reading a copy leaves the original to the server, with whatever a kill left of it.
    """

    def __init__(self, path):
        self._copy = tempfile.TemporaryDirectory(prefix="dormouse-copy-")
        for suffix in ("", "-wal"):
            source = pathlib.Path(f"{path}{suffix}")
            if source.exists():
                shutil.copy(source, f"{self._copy.name}/copy.sqlite{suffix}")
        self._connection = sqlite3.connect(f"{self._copy.name}/copy.sqlite")

    def rows(self, query, *values):
        return self._connection.execute(query, values).fetchall()

    def value(self, query, *values):
        return self._connection.execute(query, values).fetchone()[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()
        self._copy.cleanup()


class Watch:
    """Looks at a running server's database, as often as one likes."""

    def __init__(self, path):
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def value(self, query):
        row = self._connection.execute(query).fetchone()
        return row[0] if row else None

    def close(self):
        self._connection.close()
