"""Finds every feed that a running course announces and reads each with feedparser, with two parsers of Node and with the newsboat reader.

Usage: feeds.py SITE FOLDER_OF_NODE_MODULES. Ends with 0 only if all of them read every feed, and the same number of entries in it.
"""

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import xml.etree.ElementTree as tree
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import feedparser

SITE, MODULES = sys.argv[1], sys.argv[2]
TYPES = {"application/atom+xml": "atom", "application/rss+xml": "rss", "application/feed+json": "json"}
PARSERS = ["feedparser", "rss-parser", "feedsmith", "newsboat"]
READS = {
    "atom": PARSERS,
    "rss": PARSERS,
    # Newer ones read JSON as well.
    "json": ["feedparser", "feedsmith"] if find_spec("feedparser.parsers.json") else ["feedsmith"],
    "opml": ["feedsmith"],
}


class Links(HTMLParser):
    """The feeds that a page announces, and the questions it links to."""

    def __init__(self):
        super().__init__()
        self.feeds, self.questions = [], []

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        href = said.get("href") or ""
        if tag == "link" and said.get("rel") == "alternate" and said.get("type") in TYPES:
            self.feeds.append((href, TYPES[said["type"]]))
        elif tag == "a" and re.fullmatch(r"/things/\d+/questions/\d+", href):
            self.questions.append(href)


def text(address):
    with urllib.request.urlopen(urllib.parse.urljoin(SITE, address), timeout=30) as answer:
        return answer.read().decode("utf-8")


def announced():
    """Every feed, with its type, from the pages of the sitemap, the questions and a search."""
    pages = [place.text for place in tree.fromstring(text("/sitemap.xml")).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages.append("/search?q=library")
    seen, feeds = set(), {}
    while pages:
        page = pages.pop()
        if page in seen:
            continue
        seen.add(page)
        links = Links()
        links.feed(text(page))
        pages += links.questions
        feeds.update((urllib.parse.urljoin(SITE, href), form) for href, form in links.feeds)
    feeds[urllib.parse.urljoin(SITE, "/blogs.opml")] = "opml"
    print(f"{len(seen)} pages announce {len(feeds)} feeds.\n")
    return feeds


def by_feedparser(address):
    feed = feedparser.parse(address)
    if feed.bozo:
        return f"bozo: {feed.bozo_exception}"
    return len(feed.entries) if feed.get("status") == 200 else f"status {feed.get('status')}"


def by_node(feeds):
    asked = "".join(json.dumps({"address": a, "type": t}) + "\n" for a, t in feeds.items())
    script = Path(__file__).with_name("feeds.mjs")
    ran = subprocess.run(["node", script, MODULES], input=asked, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(ran.stderr)
    return {line["address"]: line["found"] for line in map(json.loads, ran.stdout.splitlines())}


def by_newsboat(address):
    """How many entries it keeps, as its users have them. Alone: it keeps an entry that stands in several feeds once."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "urls").write_text(f'"{address}"\n')
        # It says what was wrong with a feed in its log alone.
        (place / "config").write_text(f'error-log "{place / "errors"}"\n')
        files = ["-u", place / "urls", "-C", place / "config", "-c", place / "cache.db"]
        ran = subprocess.run(["newsboat", *files, "-x", "reload"], capture_output=True, text=True, check=False)
        errors = (place / "errors").read_text() if (place / "errors").exists() else ""
        if ran.returncode or errors.strip():
            return f"{ran.stderr}{errors}".strip()
        with closing(sqlite3.connect(place / "cache.db")) as cache:
            (titles,), = cache.execute("SELECT COUNT(*) FROM rss_feed WHERE title <> ''")
            (kept,), = cache.execute("SELECT COUNT(*) FROM rss_item")
        return kept if titles else "without a title"


def kind(address):
    """The address with the words for its parts, as in the reference."""
    path = urllib.parse.urlsplit(address).path
    path = re.sub(r"/things/\d+", "/things/{number}", path)
    path = re.sub(r"/questions/\d+", "/questions/{prompt}", path)
    path = re.sub(r"/categories/[^/]+", "/categories/{slug}", path)
    return re.sub(r"/@[^/]+(/(?!feed)[^/]+)?", lambda m: "/@{handle}" + ("/{slug}" if m.group(1) else ""), path)


def main():
    feeds = announced()
    node = by_node(feeds)
    boats = [address for address, form in feeds.items() if "newsboat" in READS[form]]
    with ThreadPoolExecutor(4) as pool:
        newsboat = dict(zip(boats, pool.map(by_newsboat, boats)))
    rows, faults = defaultdict(lambda: {"feeds": 0, "entries": 0, **{p: 0 for p in PARSERS}}), []
    types = {}
    for address, form in feeds.items():
        found = dict(node.get(address, {}))
        if "feedparser" in READS[form]:
            found["feedparser"] = by_feedparser(address)
        if "newsboat" in READS[form]:
            found["newsboat"] = newsboat[address]
        row = rows[kind(address)]
        types[kind(address)] = form
        row["feeds"] += 1
        counts = [found.get(parser, "not read") for parser in READS[form]]
        row["entries"] += counts[0] if isinstance(counts[0], int) else 0
        for parser, count in zip(READS[form], counts):
            if isinstance(count, int) and count == counts[0]:
                row[parser] += 1
            else:
                faults.append(f"{address}\n  {parser}: {count}; {READS[form][0]}: {counts[0]}")

    width = max(map(len, rows))
    print(f"{'':{width}} {'feeds':>6} {'entries':>8}" + "".join(f" {p:>11}" for p in PARSERS))
    for name in sorted(rows):
        row = rows[name]
        cells = [str(row[p]) if p in READS[types[name]] else "-" for p in PARSERS]
        print(f"{name:{width}} {row['feeds']:>6} {row['entries']:>8}" + "".join(f" {c:>11}" for c in cells))
    print(f"\nfeedparser {feedparser.__version__}; read by a parser: without an error, bozo false, as many entries as the others.")
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
