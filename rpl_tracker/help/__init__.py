"""The user guide of docs/guide, shown in the application."""
