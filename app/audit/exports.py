"""What the trail calls use cases, records and fields of prepared lists."""

from app.kernel.i18n import _

USE_CASES = {
    "exports.prepare": _("had a long list prepared"),
    "exports.discard": _("threw a prepared list away"),
    "exports.resume": _("had the work on a long list taken up again"),
    "exports.let_go": _("deleted prepared lists whose time was up"),
    "exports.take": _("took up the work on a long list"),
    "exports.note_progress": _("wrote a part of a long list"),
    "exports.keep_piece": _("stored a part of a long list"),
    "exports.finish": _("prepared a long list"),
    "exports.give_up": _("could not prepare a long list"),
}
ENTITIES = {"prepared_file": _("prepared list")}
FIELDS = {
    "wanted": _("what it is narrowed to"),
    "asked_at": _("asked for on"),
    "ready_at": _("ready since"),
}
