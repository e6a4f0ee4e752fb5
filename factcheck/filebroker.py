"""The embedded newsroom's queue: Celery's filesystem transport, with messages that appear whole.

kombu opens a message's file under its final name and writes afterwards; a worker that takes it in between reads nothing
and dies. Here it is written beside the queue's names and then renamed.
"""

import os
import tempfile
import uuid
from time import monotonic

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        """Puts `payload` into `queue`; raises ChannelError where the folder cannot be written."""
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        try:
            handle, unfinished = tempfile.mkstemp(prefix=".", suffix=".part", dir=self.data_folder_out)
            with os.fdopen(handle, "wb") as file:
                file.write(dumps(payload).encode())
            os.replace(unfinished, os.path.join(self.data_folder_out, name))
        except OSError as problem:
            raise ChannelError(f"Cannot add {name} to {self.data_folder_out}") from problem


class Transport(filesystem.Transport):
    Channel = Channel


def register():
    """Makes `filesystem://` mean this transport, in every process that loads the Celery app."""
    TRANSPORT_ALIASES["filesystem"] = "factcheck.filebroker:Transport"
