// Reads feeds with two parsers of Node. In: a line of JSON for each, {address, type}. Out: a line each, with the number of entries or what went wrong.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, "index.js"));
const RssParser = require("rss-parser");
const feedsmith = require("feedsmith");

async function count(read) {
  try {
    return await read();
  } catch (problem) {
    return String(problem.message ?? problem);
  }
}

const inFeedsmith = {
  atom: (text) => feedsmith.parseAtomFeed(text).entries?.length ?? 0,
  rss: (text) => feedsmith.parseRssFeed(text).items?.length ?? 0,
  json: (text) => feedsmith.parseJsonFeed(text).items?.length ?? 0,
  opml: (text) => feedsmith.parseOpml(text).body?.outlines?.length ?? 0,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { address, type } = JSON.parse(line);
  const text = await (await fetch(address)).text();
  const found = { feedsmith: await count(() => inFeedsmith[type](text)) };
  if (type === "atom" || type === "rss") {
    found["rss-parser"] = await count(async () => (await new RssParser().parseString(text)).items.length);
  }
  console.log(JSON.stringify({ address, found }));
}
