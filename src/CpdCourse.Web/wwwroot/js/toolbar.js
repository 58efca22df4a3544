// The editor's toolbars: one tab stop each, arrows inside, and Ctrl+B, I, K in the boxes. Without script the fold "How to format" is there.

const tools = [
  ["bold", "Bold (Ctrl+B)", "b", (area) => wrap(area, "**")],
  ["italic", "Slanted (Ctrl+I)", "i", (area) => wrap(area, "*")],
  ["heading", "Heading", "", (area) => prefix(area, "## ")],
  ["link", "Link (Ctrl+K)", "k", (area) => link(area)],
  ["quote", "Quotation", "", (area) => prefix(area, "> ")],
  ["list", "List", "", (area) => prefix(area, "- ")],
  ["olist", "Numbered list", "", (area) => prefix(area, "1. ")],
];

// execCommand keeps the browser's own undo; setRangeText would forget it.
function put(area, text, start, end) {
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

function wrap(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end) || "words";
  put(area, mark + chosen + mark, start, end);
  area.setSelectionRange(start + mark.length, start + mark.length + chosen.length);
}

function link(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end) || "words";
  put(area, `[${chosen}](https://)`, start, end);
  const at = start + chosen.length + 3;
  area.setSelectionRange(at, at + 8);
}

function prefix(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const lines = value.slice(from, end).split("\n").map((line) => mark + line).join("\n");
  put(area, lines, from, end);
}

function toolbar(area) {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatting");
  bar.setAttribute("aria-controls", area.id);
  tools.forEach(([icon, name, , act], index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = name;
    button.setAttribute("aria-label", name);
    button.tabIndex = index === 0 ? 0 : -1;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#i-${icon}`);
    svg.append(use);
    button.append(svg);
    button.addEventListener("click", () => act(area));
    bar.append(button);
  });
  bar.addEventListener("keydown", (event) => {
    const all = [...bar.children];
    const at = all.indexOf(document.activeElement);
    const rtl = getComputedStyle(bar).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step ? (at + step + all.length) % all.length : -1;
    if (to >= 0) {
      event.preventDefault();
      all.forEach((button, index) => (button.tabIndex = index === to ? 0 : -1));
      all[to].focus();
    }
  });
  return bar;
}

for (const area of document.querySelectorAll("#post textarea[data-pad]")) {
  area.parentElement.prepend(toolbar(area));
  // The box in use keeps its bar when the focus leaves for a button: a page that moves under the pointer swallows the click.
  area.addEventListener("focus", () => {
    document.querySelector(".pad-in-use")?.classList.remove("pad-in-use");
    area.parentElement.classList.add("pad-in-use");
  });
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && tools.find(([, , letter]) => letter && letter === event.key.toLowerCase());
    if (tool) {
      event.preventDefault();
      tool[3](area);
    }
  });
}
