"""What is written to the log."""

import logging

SERVER_ERROR = 500


class ShortRefusals(logging.Filter):
    """Tell in one line of a request that was refused: nothing of ours has failed.

    Else a machine that looks for weak sites fills the log with tracebacks, among
    which the one that matters is not seen.
    """

    def filter(self, record):
        is_refusal = getattr(record, "status_code", SERVER_ERROR) < SERVER_ERROR
        if is_refusal or record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True
