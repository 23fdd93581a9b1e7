# Sourced by ./test: `prepare_tools` gets what tests need from Debian's packages. Root installs them; others get
# them unpacked into .tools/. What cannot be had is no error: its tests are skipped by name (tests/skips.txt).

prepare_tools() {
  have_tool chromium || get_tool chromium chromium fonts-dejavu-core
  have_tool wrk || get_tool wrk wrk
  have_atomic || get_atomic
  have_spark || get_spark
  have_tool swaks || get_tool swaks swaks
  have_tool pdfinfo || get_tool pdfinfo poppler-utils
  have_tool opendkim || get_unpacked opendkim opendkim
  have_tool smtp-sink || get_mail_server
  have_tool rspamd || get_unpacked rspamd rspamd
  have_tool spamassassin || get_spamassassin
  have_peers || get_peers
  export LD_LIBRARY_PATH="$PWD/.tools/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  rm -rf .tools/apt
}

# A Spark of its own folder: 500 MB that only one test needs, and only where there is Java.
have_spark() {
  command -v java >/dev/null && cmp -s setup/requirements-spark.lock .tools/spark/prepared
}

get_spark() {
  if ! command -v java >/dev/null; then
    [ "$(id -u)" = 0 ] && [ -n "${TIDINGS_CI:-}" ] && get_tool java openjdk-17-jre-headless
    command -v java >/dev/null || return 0
  fi
  [ "$(df -Pk . | awk 'NR == 2 {print $4}')" -gt 3000000 ] || return 0
  echo "setup: Getting Spark (500 MB), the first time"
  rm -rf .tools/spark
  .venv/bin/python setup/pip-26.3-py3-none-any.whl/pip install --require-hashes --no-deps --no-compile --no-input \
    --disable-pip-version-check --quiet --target .tools/spark -r setup/requirements-spark.lock &&
    cp setup/requirements-spark.lock .tools/spark/prepared ||
    echo "setup: Spark is not to be had here; its test is skipped"
}

# Never installed: its package would start a daemon.
get_unpacked() { # command, packages...
  command -v apt-get >/dev/null || return 0
  echo "setup: Getting $1 from Debian's packages"
  unpack_packages "$@" || echo "setup: $1 is not to be had here; tests that need it are skipped"
}

# Never installed: its package would start a mail server and add accounts.
get_mail_server() {
  command -v apt-get >/dev/null || return 0
  echo "setup: Getting Postfix from Debian's packages"
  unpack_packages "" postfix && start_unpacked smtp-sink "$PWD/.tools/root" &&
    start_unpacked smtp-source "$PWD/.tools/root" ||
    echo "setup: Postfix is not to be had here; tests that need it are skipped"
}

# Never installed: its package would add an account. Perl takes its places from the command line alone here (-T).
get_spamassassin() {
  get_unpacked spamassassin spamassassin
  [ -x .tools/bin/spamassassin ] || return 0
  local root="$PWD/.tools/root" places="" place
  for place in "$root"/usr/share/perl5 "$root"/usr/lib/*/perl5/5.* "$root"/usr/lib/*/perl/5.* "$root"/usr/share/perl/5.*; do
    [ ! -d "$place" ] || places="$places -I '$place'"
  done
  sed -i '/^exec /d' .tools/bin/spamassassin
  cat >> .tools/bin/spamassassin <<END
exec perl -T $places '$root/usr/bin/spamassassin' --configpath='$root/usr/share/spamassassin' \\
  --siteconfigpath='$root/etc/spamassassin' "\$@"
END
}

# Programs by others, on Node, that the tests talk to.
have_peers() {
  cmp -s setup/peers/package-lock.json .tools/peers/package-lock.json && [ -e .tools/peers/prepared ]
}

get_peers() {
  local npm="npm"
  if ! command -v npm >/dev/null; then
    .venv/bin/python setup/pip-26.3-py3-none-any.whl/pip install --require-hashes --no-deps --no-compile --no-input \
      --disable-pip-version-check --quiet --target .tools/node -r setup/requirements-node.lock || true
    npm="$PWD/.tools/node/bin/npm"
    [ -x "$npm" ] || { echo "setup: Node is not to be had here; tests that need it are skipped"; return 0; }
  fi
  echo "setup: Getting the programs by others that tests talk to (npm)"
  mkdir -p .tools/peers && cp setup/peers/package*.json .tools/peers/ &&
    (cd .tools/peers && "$npm" ci --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1 && touch prepared) ||
    echo "setup: npm packages are not to be had here; tests that need them are skipped"
}

have_tool() {
  command -v "$1" >/dev/null || [ -x ".tools/bin/$1" ]
}

# What steers the browser is a program of its own that needs this library; a minimal Debian has none.
have_atomic() {
  [ "$(uname)" != Linux ] || [ -e .tools/lib/libatomic.so.1 ] || PATH="$PATH:/sbin" ldconfig -p | grep -q 'libatomic\.so\.1'
}

get_atomic() {
  command -v apt-get >/dev/null || return 0
  echo "setup: Getting libatomic1 from Debian's packages"
  if [ "$(id -u)" = 0 ]; then
    install_packages libatomic1
  else
    unpack_packages "" libatomic1 && mkdir -p .tools/lib && find .tools/root -name 'libatomic.so.1*' -exec cp -P {} .tools/lib/ \;
  fi || echo "setup: libatomic1 is not to be had here; tests in a browser are skipped"
}

get_tool() { # command, packages...
  local name="$1"
  shift
  command -v apt-get >/dev/null || return 0
  echo "setup: Getting $name from Debian's packages"
  if [ "$(id -u)" = 0 ]; then
    install_packages "$@"
  else
    unpack_packages "$name" "$@"
  fi || echo "setup: $name is not to be had here; tests that need it are skipped"
}

install_packages() {
  local install="apt-get -qq -y --no-install-recommends install"
  # The first try fails on a fresh machine, whose package lists are empty or old.
  DEBIAN_FRONTEND=noninteractive $install "$@" >/dev/null 2>&1 && return
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive $install "$@" >/dev/null
}

# apt with a state of its own, so that it needs no right and leaves the machine's alone; it reads which packages
# the machine has and fetches only the missing ones.
unpack_packages() { # command, packages...
  local name="$1" state="$PWD/.tools/apt" root="$PWD/.tools/root"
  shift
  mkdir -p "$state/lists/partial" "$state/archives/partial" "$root" .tools/bin
  local apt="apt-get -qq -y -o Dir::State::lists=$state/lists -o Dir::Cache=$state -o Debug::NoLocking=1
    -o APT::Sandbox::User= -o APT::Install-Recommends=false -o Acquire::Languages=none"
  [ -e "$state/updated" ] || { $apt update >/dev/null && touch "$state/updated"; } || return
  $apt --download-only install "$@" >/dev/null || return
  local package
  for package in "$state"/archives/*.deb; do
    dpkg-deb --extract "$package" "$root" && rm "$package" || return
  done
  [ -z "$name" ] || start_unpacked "$name" "$root"
}

start_unpacked() { # command, the folder of the unpacked packages
  local binary="$2/usr/bin/$1" libraries
  [ -x "$binary" ] || binary="$2/usr/sbin/$1"
  [ -x "$2/usr/lib/$1/$1" ] && binary="$2/usr/lib/$1/$1" # Debian's chromium is a script with fixed paths
  [ -x "$binary" ] || return
  libraries="$(find "$2" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)"
  cat > "$2/fonts.conf" <<END
<fontconfig><dir>$2/usr/share/fonts</dir><dir>/usr/share/fonts</dir><cachedir>$2/fonts</cachedir></fontconfig>
END
  printf '#!/bin/sh\nexport LD_LIBRARY_PATH="%s" FONTCONFIG_FILE="%s"\nexec "%s" "$@"\n' \
    "$libraries" "$2/fonts.conf" "$binary" > ".tools/bin/$1"
  chmod +x ".tools/bin/$1"
}
