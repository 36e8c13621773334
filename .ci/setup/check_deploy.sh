#!/usr/bin/env bash
# Django's deployment checks under production settings, with values that only have to be there.
set -eu
export DJANGO_SETTINGS_MODULE=rpl_tracker.settings.production
SECRET_KEY=$(head -c 48 /dev/urandom | base64 -w 0)
export SECRET_KEY ALLOWED_HOSTS=rpl.hospital.example DATABASE_URL=postgres://rpl_app@localhost:1/rpl_tracker
exec "$1" manage.py check --deploy --fail-level WARNING
