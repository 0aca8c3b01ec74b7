"""How a closed version gets its documents: one by one from the frozen figures, outside of requests.

Each is written without a transaction and stored in a short one, so nobody who saves waits for it.
"""

import uuid
from collections.abc import Iterator
from functools import partial

from app.kernel.action import end_reading
from app.kernel.jobs import Step
from app.reports import actions, queries
from app.summaries.domain import Variant
from app.summaries.writers import WRITERS


def steps(report_id: uuid.UUID) -> Iterator[Step]:
    """What is missing, document by document; who is interrupted goes on with the next one."""
    for variant, form in queries.missing_documents(report_id):
        content = written(report_id, variant, form)
        end_reading()
        yield partial(actions.keep_document, report_id, variant, form, content, by=None)
    yield partial(actions.finish_documents, report_id, by=None)


def written(report_id: uuid.UUID, variant: Variant, form: str) -> bytes:
    """One document of a version that has just been closed."""
    return WRITERS[form].write(queries.frozen_version(report_id, variant))
