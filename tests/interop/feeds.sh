#!/usr/bin/env bash
# Reads every feed of the demo course with parsers that are not ours, and says what they made of it. Usage: ./dev interop feeds
set -euo pipefail
cd "$(dirname "$0")/../.."

# Exact, like every other package.
rss_parser=rss-parser@3.13.0
feedsmith=feedsmith@3.0.1

work=artifacts/interop/feeds
mkdir -p "$work/node"

# Whichever has it; the distribution's own gets it.
python=python3
"$python" -c 'import feedparser' 2>/dev/null || python=/usr/bin/python3
missing=()
"$python" -c 'import feedparser' 2>/dev/null || missing+=(python3-feedparser)
command -v newsboat >/dev/null || missing+=(newsboat)
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq "${missing[@]}" >/dev/null
fi
npm install --prefix "$work/node" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "$rss_parser" "$feedsmith" >/dev/null

./dev publish artifacts/interop/site

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
site=http://localhost:$port
data=$(mktemp -d)
dotnet artifacts/interop/site/CpdCourse.Web.dll --demo --urls "$site" --Site:BaseUrl "$site" --Data:Folder "$data" \
  --Limits:ReadsPerMinute 1000000 --Logging:LogLevel:Default Warning >"$work/site.log" 2>&1 &
running=$!
trap 'kill "$running" 2>/dev/null || true; wait "$running" 2>/dev/null || true; rm -rf "$data"' EXIT

for _ in $(seq 120); do
  "$python" -c "import urllib.request; urllib.request.urlopen('$site/healthz', timeout=2)" 2>/dev/null && break
  kill -0 "$running" 2>/dev/null || { cat "$work/site.log"; exit 1; }
  sleep 1
done

"$python" tests/interop/feeds.py "$site" "$work/node"
