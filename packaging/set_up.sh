#!/bin/sh
# Makes the virtual environment: a working Python, what the system lacks, and the pinned dependencies.
# Usage: set_up.sh FOLDER
set -eu
venv=$1
here=$(dirname "$0")

say() { printf '%s\n' "$*"; }
stop() { printf 'pressmark: %s\n' "$*" >&2; exit 1; }

# The first Python that starts, is new enough and not too new; a pyenv shim may be there and fail.
works() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }
python=
for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3 python; do
    if [ -n "$candidate" ] && works "$candidate"; then
        python=$(command -v "$candidate")
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11, 3.12 or 3.13 is needed; install python3 or name one: make PYTHON=/path/to/python"

# Prints the words that run a command as the administrator; fails where nobody may without a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}
may_install() {
    command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1; }
}
# install WHY PACKAGE...: installs, or names the one line that does.
install() {
    why=$1
    shift
    if may_install; then
        say "Installing $*"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null
    else
        stop "$why; install it with: sudo apt-get install $*"
    fi
}

refresh() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >/dev/null; }

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if may_install; then refresh; fi
    install "Python's venv is needed" "python$version-venv"
fi

# Made anew when it was made with another Python, or half.
if [ ! -x "$venv/bin/python" ] || ! works "$venv/bin/python"; then
    say "Making $venv with $python"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
say "Installing the pinned dependencies"
# pip first: 23.2 fails on two requirements of one package with extras
"$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$here/pip.txt"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$here/../constraints.txt"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e "$here/.."

if [ "$(uname -s)" = Linux ]; then
    missing=$("$venv/bin/python" "$here/linux/system_libraries.py")
    if [ -n "$missing" ]; then
        if may_install; then # the names of packages differ, and only a fresh list knows them
            refresh
            missing=$("$venv/bin/python" "$here/linux/system_libraries.py")
        fi
        # shellcheck disable=SC2086  # a list of packages
        install "Qt needs libraries of the system" $missing
        missing=$("$venv/bin/python" "$here/linux/system_libraries.py")
        [ -z "$missing" ] || stop "Qt still lacks libraries of the system: $missing"
    fi
fi
