# Sourced by ./run and ./test: `prepare_environment LOCK` leaves a .venv that holds just what LOCK names.
# The first time, setup/prepare.py builds it; from then on this only compares two small files.

prepare_environment() { # name of a lock file in setup/
  local lock="$1"
  environment_is_ready "$lock" && return
  local python
  python="$(find_python)" || { explain_python; return 1; }
  "$python" -I setup/prepare.py "$lock"
}

environment_is_ready() {
  local done=.venv/prepared
  [ -x .venv/bin/tidings ] && cmp -s "setup/$1" "$done/$1" && cmp -s setup/prepare.py "$done/prepare.py" &&
    [ "$(cat "$done/place" 2>/dev/null)" = "$(pwd -P)" ] &&
    .venv/bin/python -I -c 'import tzdata' 2>/dev/null # fails when the system's Python was replaced
}

find_python() {
  local name
  for name in ${TIDINGS_PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

explain_python() {
  cat >&2 <<END
Tidings needs Python 3.11 or newer; found: $(python3 --version 2>&1 || echo none).
  Debian, Ubuntu:  apt-get install python3
  macOS:           brew install python3
  elsewhere:       set TIDINGS_PYTHON to the path of one
END
}
