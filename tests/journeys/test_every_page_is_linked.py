"""No page is an island: every one is reached by links, so that its inspection is complete."""

from app.accounts.domain import Role
from tests.journeys.crawler import pages
from tests.journeys.lively import fill, operator

# Opened from paper, from a colleague's hand, or by a form; the journeys walk through them.
BY_OTHER_WAYS = {
    "accounts.join",
    "accounts.link",
    "accounts.renew_password",
    "accounts.welcome",
    "courses.check_in",
    "parties.correct",
    "static",
}
# Together they see every page.
ROLES = (Role.MENTOR, Role.APK, Role.MANAGER, Role.ADMIN, Role.DISPUTE_LEAD)
FILES = {
    *("certificates.hours_export", "courses.invitation"),
    *("exports.download", "history.export_faults", "incidents.export", "summaries.download"),
    *("letters.leaflet", "letters.preview"),
    *("letters.download_letterhead", "rooms.invitation"),
    *("incidents.photo", "incidents.thumbnail"),
    *("reports.closed_document", "reports.public_document", "reports.download"),
    *("reports.year_workbook", "figures_outside.sample"),
    *("offline.manifest", "offline.worker", "skills.export"),
}


def test_every_page_is_reached_by_links(app, client, make, lhota):
    people = fill(make, lhota)
    clients = [client.as_(people[role]) for role in ROLES]
    clients += [client.as_(lhota.bohdan), client.as_(operator(make))]
    reached = set().union(*map(pages, clients))
    asked = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert asked - reached == BY_OTHER_WAYS | FILES
