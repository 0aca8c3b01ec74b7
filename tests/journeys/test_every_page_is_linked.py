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
    "static",
}
# Together they see every page.
ROLES = (Role.MENTOR, Role.APK, Role.MANAGER, Role.ADMIN)
FILES = {
    *("certificates.hours_export", "courses.invitation"),
    *("incidents.export", "summaries.document", "summaries.download"),
    *("incidents.photo", "incidents.thumbnail"),
    *("offline.manifest", "offline.worker", "skills.export"),
}


def test_every_page_is_reached_by_links(app, client, make, lhota):
    people = fill(make, lhota)
    clients = [client.as_(people[role]) for role in ROLES]
    clients += [client.as_(lhota.bohdan), client.as_(operator(make))]
    reached = set().union(*map(pages, clients))
    asked = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert asked - reached == BY_OTHER_WAYS | FILES
