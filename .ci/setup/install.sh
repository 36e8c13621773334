#!/usr/bin/env bash
# Install the locked packages $2 into the virtual environment $1; pip's words show only when it fails.
set -eu
log="$1/pip.log"
if "$1/bin/python" -m pip install --no-input --disable-pip-version-check --require-hashes -r "$2" >"$log" 2>&1; then
    exit 0
fi
grep -v '^WARNING' "$log" | tail -n 15 >&2
echo "The packages of $2 could not be installed (all of pip's words: $log)." >&2
echo "Is the package index reached, is there room on the disk? Then run make again: it goes on where it stopped." >&2
exit 1
