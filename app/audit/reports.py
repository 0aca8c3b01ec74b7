"""What the trail calls use cases, records and fields of closed quarters and figures of others."""

from app.kernel.i18n import _

USE_CASES = {
    "figures_outside.add": _("added an external figure"),
    "figures_outside.correct": _("corrected an external figure"),
    "figures_outside.withdraw": _("took an external figure out"),
    "figures_outside.import_csv": _("took external figures over from a file"),
    "closing.close": _("closed a quarter"),
    "closing.open_again": _("opened a closed quarter"),
    "closing.shut": _("closed a quarter again"),
    "reports.begin": _("began the summary of a quarter"),
    "reports.comment": _("wrote the comment on a quarter"),
    "reports.share": _("showed the summary to the working group"),
    "reports.approve": _("approved the summary and closed the quarter"),
    "reports.send": _("noted the summary as sent out"),
    "reports.renew": _("began a new version of the summary"),
    "summaries.save_view": _("saved a view of figures"),
    "summaries.remove_view": _("removed a view of figures"),
    "reports.discard": _("gave a version of the summary up"),
}
ENTITIES = {
    "external_figure": _("external figure"),
    "quarter_closing": _("closing of a quarter"),
    "quarterly_report": _("version of the quarterly summary"),
    "saved_view": _("saved view of figures"),
    "report_file": _("document of the quarterly summary"),
}
FIELDS = {
    "year": _("year"),
    "term": _("period"),
    "indicator": _("indicator"),
    "unit": _("unit"),
    "first_closed_at": _("first closed"),
    "closed_at": _("closed"),
    "closed_by": _("closed by"),
    "is_closed": _("is closed"),
    "situation": _("comment: safety"),
    "successes": _("comment: what went well"),
    "difficulties": _("comment: what does not go well"),
    "requests": _("comment: requests"),
    "priorities": _("comment: priorities"),
    "begun_at": _("begun"),
    "shared_by": _("shown to the working group by"),
    "shared_at": _("shown to the working group"),
    "approved_by": _("approved by"),
    "approved_at": _("approved"),
    "sent_by": _("sent out by"),
    "sent_at": _("sent out on"),
    "report_id": _("version of the quarterly summary"),
    "variant": _("version for whom"),
    "reopen_count": _("times opened again"),
}
