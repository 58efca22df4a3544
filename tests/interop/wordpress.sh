#!/usr/bin/env bash
# Proves that a course and a WordPress blog hear each other: pingbacks and trackbacks both ways, a post read where it stands, feeds. ./dev interop wordpress
#
# It wants root, in a container or on a machine of no other use: it makes two network namespaces with addresses that are public by number (so that neither
# program's guard against private addresses has to be opened), names for them in an /etc/hosts that only these processes see, and installs what is missing by apt.
# Nothing leaves the two namespaces, and they are gone with the last process in them, also when this fails in the middle.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

stop() { printf '%s\n' "$1" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || stop "This check needs root: it makes network namespaces and a private /etc/hosts. Run it in a container, as root."
unshare --net --mount --pid --fork true 2>/dev/null || stop "This container may not make network namespaces: it needs the capabilities SYS_ADMIN and NET_ADMIN."
[ -e /etc/debian_version ] || stop "This check takes WordPress from Debian's archive: run it on Debian, in a container."

tools=(php-cli php-mysql php-curl php-xml php-mbstring mariadb-server-core mariadb-client-core iproute2 curl)
missing=()
for tool in "${tools[@]}"; do dpkg -s "$tool" >/dev/null 2>&1 || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]}"
  (apt-get update -q && apt-get install -y -q --no-install-recommends "${missing[@]}") >/dev/null || stop "${missing[*]} could not be installed."
fi

# The package is unpacked, not installed: installed it would bring a web server, and start it.
packages=$PWD/artifacts/interop/wordpress
mkdir -p "$packages"
if [ ! -d "$packages/usr" ]; then
  echo "Fetching WordPress"
  (cd "$packages" && apt-get download -q wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree >/dev/null 2>&1 &&
    for deb in *.deb; do dpkg-deb -x "$deb" . || exit 1; done) || stop "WordPress could not be fetched."
fi

echo "Building the course"
for project in src/CpdCourse.Web tests/CpdCourse.UnitTests; do
  dotnet build "$project" -v q --nologo >/dev/null || stop "$project does not build."
done

work=$(mktemp -d /tmp/cpd-interop-XXXXXX)
# The first process of a PID namespace takes all others with it, and the last one takes the networks, the mounts and the database (which lies in memory).
unshare --net --mount --pid --fork --kill-child --mount-proc tests/interop/wordpress/steps.sh "$work" "$packages" &
check=$!
trap 'kill -KILL "$check" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
wait "$check"
