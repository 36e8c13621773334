"""How much of the files of a request is kept: anybody can send one, to any page, before it is known who it is."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler

from rpl_tracker.interop.reading.uploads import MAX_BYTES


class CappedUploadHandler(FileUploadHandler):
    """Passes on a little more than an import takes, so that its form can say that it is too much; the rest is lost."""

    passed_on = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk for the handlers that keep it; None once there is too much. Every file begins, none looks empty."""
        if start > 0 and self.passed_on > MAX_BYTES:
            return None
        self.passed_on += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
