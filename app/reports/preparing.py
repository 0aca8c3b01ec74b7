"""How a closed version gets its documents: one by one from the frozen figures, outside of requests.

Each is written without a lock and stored in a short transaction: nobody who saves waits for it.
"""

import logging
import uuid
from collections.abc import Iterator
from functools import partial

from app.kernel.action import end_reading
from app.kernel.jobs import Step
from app.reports import actions, queries
from app.summaries.domain import Variant
from app.summaries.writers import WRITERS

log = logging.getLogger(__name__)


def steps(report_id: uuid.UUID) -> Iterator[Step]:
    """What is missing, document by document; one that fails keeps no other waiting."""
    has_failed = False
    for variant, form in queries.missing_documents(report_id):
        try:
            content = written(report_id, variant, form)
        except Exception:
            log.exception("a document of a closed quarter could not be written")
            has_failed = True
            continue
        finally:
            end_reading()
        yield partial(actions.keep_document, report_id, variant, form, content, by=None)
    if not has_failed:
        yield partial(actions.finish_documents, report_id, by=None)


def written(report_id: uuid.UUID, variant: Variant, form: str) -> bytes:
    """One document of a version that has just been closed."""
    return WRITERS[form].write(queries.frozen_version(report_id, variant))
