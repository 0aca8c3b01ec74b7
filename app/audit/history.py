"""What the trail calls use cases, records and fields of older files."""

from app.kernel.i18n import _

USE_CASES = {
    "history.upload": _("brought a file with older records"),
    "history.match_columns": _("matched the columns of older records"),
    "history.match_words": _("matched the words of older records"),
    "history.stage": _("had older records prepared"),
    "history.rematch": _("began to match older records anew"),
    "history.publish": _("counted older records in the summaries"),
    "history.undo": _("took older records back"),
    "history.resume": _("had the work on older records taken up again"),
    "history.let_go_abandoned": _("took back what nobody has finished"),
    "history.take": _("took up the work on older records"),
    "history.keep_piece": _("read some rows of older records"),
    "history.finish_reading": _("read a file with older records"),
    "history.give_up": _("could not read a file with older records"),
    "history.keep_rows": _("prepared some older records"),
    "history.finish_staging": _("prepared older records"),
    "history.clear_some": _("deleted what older records have left"),
    "history.finish_clearing": _("deleted all that older records have left"),
}
ENTITIES = {"import_batch": _("file with older records")}
FIELDS = {
    "file_name": _("name of the file"),
    "imported_at": _("brought on"),
    "imported_by": _("brought by"),
    "published_at": _("counted since"),
    "published_by": _("counted by"),
    "fault": _("what is wrong"),
    "columns": _("columns"),
    "words": _("words"),
}
