#!/usr/bin/env bash
# Make the virtual environment $1 with the first Python that will do; one that works already is kept.
set -eu
venv=$1
if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then exit 0; fi
# The system's Python first: one in somebody's home cannot be run by other accounts.
for python in ${PYTHON:-} /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        "$python" -m venv --clear "$venv" && exit 0
        echo "$venv could not be made with $python: see above (disk full? no right to write here?)." >&2
        exit 1
    fi
done
echo "No Python 3.11 or newer with venv was found: apt-get install python3 python3-venv, or set PYTHON=/path/to/python3." >&2
exit 1
