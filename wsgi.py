"""The application as servers and `flask --app wsgi` find it."""

from app import create_app
from app.web import static_files

app = create_app()
static_files.serve_from(app)
