"""Long lists that are written beforehand: which there are, how far one is, how long it is kept."""

from datetime import timedelta

from app.kernel.i18n import Labelled, _, fold

# So long a list that is ready can be downloaded; then it goes by itself.
OFFERED = timedelta(hours=24)
# For so long one process has a list for itself; each piece prolongs it. Packing a long one at its
# end takes a while, the more on a busy machine.
LEASE = timedelta(minutes=2)
# Who does not come to the end so many times, because the server dies of it, is let be.
MOST_TRIES = 3
# Lists of one person that wait to be downloaded.
MOST_KEPT = 5
# So many lines are read at once, and so often it is told how far the work has come.
LINES = 1000
# So much of a file is sealed and stored at once: a phone that saves meanwhile does not notice.
PIECE = 500_000


class ListKind(Labelled):
    """Which list it is."""

    INCIDENTS = "incidents", _("List of incidents")

    @property
    def file_name(self) -> str:
        """How its file begins: what people read in a folder, not a code."""
        return fold(self.standard).replace(" ", "-")


class FileStatus(Labelled):
    """How far it has come."""

    PREPARING = "preparing", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("not prepared")


TONES = {FileStatus.READY: "green", FileStatus.FAILED: "red"}
