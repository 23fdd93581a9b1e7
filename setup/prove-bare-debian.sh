#!/usr/bin/env bash
# Proves the set-up where nothing is prepared: a minimal Debian 12 with git and python3 only. For root (with a
# clone in root's own closed home) and for an ordinary user it runs ./run twice and ./test --version, and shows
# times and processes left over. Needs root and `debootstrap`.
#
#   setup/prove-bare-debian.sh FOLDER        # FOLDER is made by debootstrap unless it exists
#
# What this place needs comes from the caller's environment: PROOF_MIRROR (a Debian mirror), PROOF_FILES (files
# to lay into the minimal root, such as pip's configuration or certificates), and PIP_*, *_proxy and SSL_* as is.
set -euo pipefail
cd "$(dirname "$0")/.."
CLONE="$PWD" BARE="$(realpath -m "${1:?name a folder for the minimal root}")"
FIRST_LIMIT=120 SECOND_LIMIT=10 failed=""

main() {
  [ -e "$BARE/bin/sh" ] ||
    debootstrap --variant=minbase --include=git,python3,ca-certificates bookworm "$BARE" ${PROOF_MIRROR:-} >/dev/null
  lay_in_files
  chroot "$BARE" sh -c 'id dora >/dev/null 2>&1 || useradd --create-home dora'
  chmod 700 "$BARE/root"
  prove dora /home/dora # first: what root installs afterwards must not help her
  prove root /root
  [ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
}

lay_in_files() {
  local file
  for file in ${PROOF_FILES:-}; do
    mkdir -p "$BARE$(dirname "$file")"
    cp -L "$file" "$BARE$file"
  done
}

prove() { # user, home
  echo "== $1"
  rm -rf "$BARE$2/tidings" "$BARE$2/.cache" "$BARE/var/lib/tidings"
  git clone --quiet "file://$CLONE" "$BARE$2/tidings"
  chroot "$BARE" chown -R "$1:" "$2/tidings"
  inside "$1" "$2" first_start "$FIRST_LIMIT" || failed="$failed $1:first"
  inside "$1" "$2" second_start "$SECOND_LIMIT" || failed="$failed $1:second"
  inside "$1" "$2" test_starts 0 || failed="$failed $1:test"
}

# One step in a process space of its own: whatever is left over at its end can be counted, and dies with it.
inside() { # user, home, step, limit in seconds
  local kept
  mapfile -t kept < <(env | grep -E '^(PIP_|SSL_|REQUESTS_CA|[a-z]+_proxy=|[A-Z]+_PROXY=)' || true)
  declare -f step ready > "$BARE/tmp/step.sh"
  unshare --mount --pid --fork env -i "${kept[@]}" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$2" LANG=C.UTF-8 \
    bash -c 'mount -t proc proc "$1/proc" && exec chroot "$1" setpriv --reuid "$2" --regid "$2" --init-groups \
      bash -c ". /tmp/step.sh; cd ~/tidings && step $3 $4"' _ "$BARE" "$1" "$3" "$4"
}

step() { # name, limit
  local began end
  if [ "$1" = test_starts ]; then
    ./test --version 2>&1 | tail -n 3
    return "${PIPESTATUS[0]}"
  fi
  rm -f ~/run.log
  began=$(date +%s%N)
  ./run > ~/run.log 2>&1 &
  ready "$!" || { cat ~/run.log; return 1; }
  end=$(date +%s%N)
  sed 's/^/    /' ~/run.log | tail -n 12
  kill -INT $!
  wait $! || true
  sleep 0.5
  # The shell alone should be left in this process space.
  local process left=0
  for process in /proc/[0-9]*; do
    [ "$process" = "/proc/$$" ] && continue
    left=$((left + 1))
    echo "    left over: $(tr '\0' ' ' < "$process/cmdline")"
  done
  echo "$1: $(((end - began) / 1000000)) ms (limit $2 s); left over: $left"
  [ "$left" = 0 ] && [ $(((end - began) / 1000000000)) -lt "$2" ]
}

ready() { # process
  local tenths=0
  until grep -qs 'Tidings is ready' ~/run.log; do
    kill -0 "$1" 2>/dev/null && [ $tenths -lt 3000 ] || return 1
    sleep 0.1
    tenths=$((tenths + 1))
  done
}

main
