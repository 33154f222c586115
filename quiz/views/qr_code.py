"""An address as a picture that a phone reads."""

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


@dataclass(frozen=True)
class QrCode:
    """An address as a QR code: the path of a pen one square wide, on a grid."""

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
            f"M0 {line}.5{_strokes(row)}" for line, row in enumerate(rows) if any(row)
        ),
    )


def _strokes(row):
    # Along the row: the pen is down on what is dark, and up on what is not.
    return "".join(
        f"{'h' if is_dark else 'm'}{len(list(squares))}{'' if is_dark else ' 0'}"
        for is_dark, squares in groupby(row)
    )
