"""An address as a picture that a phone reads."""

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


@dataclass(frozen=True)
class QrCode:
    """An address as a QR code: the path of its dark squares on a grid."""

    side: int
    path: str


def draw_qr(address):
    """Return an address as a QR code."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(address)
    code.make()
    rows = code.get_matrix()
    return QrCode(
        side=len(rows),
        path="".join(
            f"M{start} {line}h{length}v1h-{length}z"
            for line, row in enumerate(rows)
            for start, length in _dark_runs(row)
        ),
    )


def _dark_runs(row):
    start = 0
    for is_dark, squares in groupby(row):
        length = len(list(squares))
        if is_dark:
            yield start, length
        start += length
