"""The application as servers and `flask --app wsgi` find it."""

import os

from app import create_app, jobs
from app.web import static_files

app = create_app()
static_files.serve_from(app)
if os.environ.get(jobs.IN_SERVER) == "1":
    jobs.watch(app)
