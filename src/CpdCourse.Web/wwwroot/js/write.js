// The editor: saves by itself, formats with buttons and keys, and keeps a copy on this device until the server has it.
// Without script the buttons Save draft, Preview and Publish do the same work.

const form = document.getElementById("post");
const state = document.getElementById("save-state");
const version = document.getElementById("version");
let number = form.action.match(/\/write\/(\d+)$/)?.[1] ?? "";
let timer = 0;
let busy = null;
let kept = content();

const key = () => `draft:${number || location.search}`;

function content() {
  const data = new FormData(form);
  data.delete("form-token");
  data.delete("Input.Version");
  return new URLSearchParams(data).toString();
}

function say(text) {
  state.textContent = text;
}

// ---- saving

async function save() {
  clearTimeout(timer);
  const typed = content();
  if (typed === kept || busy) {
    return busy;
  }
  busy = send(typed);
  await busy;
  busy = null;
  if (content() !== kept) {
    later();
  }
}

async function send(typed) {
  const data = new FormData(form);
  data.set("do", "save");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(data),
      redirect: "manual",
    });
    if (answer.ok) {
      const saved = await answer.json();
      forget();
      kept = typed;
      version.value = saved.version;
      if (!number) {
        number = String(saved.number);
        form.action = `/write/${number}`;
        history.replaceState(null, "", `/write/${number}`);
      }
      say(`Saved here at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`);
    } else if (answer.status === 409) {
      say("This was changed in another window. Press Save draft to see both texts: nothing is lost.");
    } else {
      say("Kept on this device. Press Save draft to send it.");
    }
  } catch {
    say("Kept on this device. It will be sent when you are on-line again.");
  }
}

function keep() {
  try {
    localStorage.setItem(key(), content());
  } catch {
    // A full or forbidden store: the server's copy has to do.
  }
}

function forget() {
  localStorage.removeItem(key());
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, 2000);
}

form.addEventListener("input", () => {
  keep();
  later();
});
form.addEventListener("focusout", () => content() !== kept && later());
form.addEventListener("submit", forget);
addEventListener("online", save);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());

// What this device kept and the server never got.
try {
  const left = localStorage.getItem(key());
  if (left && left !== kept) {
    for (const [name, value] of new URLSearchParams(left)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLTextAreaElement && !field.value) {
        field.value = value;
      }
    }
    say("Brought back from this device.");
    later();
  }
} catch {
  // No store, nothing kept.
}

// ---- toolbar

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

for (const area of form.querySelectorAll("textarea[data-pad]")) {
  area.parentElement.prepend(toolbar(area));
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && tools.find(([, , letter]) => letter && letter === event.key.toLowerCase());
    if (tool) {
      event.preventDefault();
      tool[3](area);
    }
  });
}
