"""The application as servers and `flask --app wsgi` find it."""

from app import create_app

app = create_app()
