// The editor saves by itself, and keeps a copy on this device until the server has it.
// Without script the buttons Save draft, Preview and Publish do the same work.

const form = document.getElementById("post");
const state = document.getElementById("save-state");
const version = document.getElementById("version");
const begins = form.elements.namedItem("Input.Key");
const manner = form.elements.namedItem("Input.As").value;
const device = document.getElementById("device").value;
const about = new URLSearchParams(location.search).get("thing") ?? "note";
// A form that came back with a sentence holds what the server did not take.
const isRefused = document.getElementById("error-summary") !== null;
// The browser's own memory of what stood here would look like the saved text after a reload: ours knows what was saved.
form.autocomplete = "off";
let number = form.action.match(/\/write\/(\d+)$/)?.[1] ?? "";
let timer = 0;
let busy = null;
let isStopped = false;
let isChoosing = false;
let kept = isRefused ? "" : content();

const copy = document.createElement("input");
copy.type = "hidden";
copy.name = "Input.Copy";
form.append(copy);

function content() {
  const data = new FormData(form);
  for (const name of ["form-token", "Input.Version", "Input.Key", "Input.Copy"]) {
    data.delete(name);
  }
  return new URLSearchParams(data).toString();
}

function isSame(one, other) {
  const plain = (typed) => [...new URLSearchParams(typed)].map(([name, value]) => [name, value.replaceAll("\r", "").trimEnd()]);
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function say(text) {
  state.textContent = text;
}

// ---- the copy on this device, by account, post and way of writing; site.js drops it where the server says that it arrived

const place = () => `draft:${device}:${number || `new-${about}`}:${manner}`;

function keep() {
  try {
    localStorage.setItem(place(), JSON.stringify({ base: version.value, content: content(), key: begins?.value, copy: copy.value, at: Date.now() }));
  } catch {
    // A full or forbidden store: the server's copy has to do.
  }
}

function held() {
  try {
    return JSON.parse(localStorage.getItem(place()));
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(place());
  } catch {
    // No store, nothing kept.
  }
}

function restore(left) {
  const typed = new URLSearchParams(left.content);
  for (const field of form.elements) {
    // A link that the copy knew nothing of is told like any other.
    const isNew = field.name === "Input.Tell" && !typed.getAll("Input.Linked").includes(field.value);
    if (!field.name || field.type === "hidden" || field.type === "submit" || isNew) {
      continue;
    }
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = typed.getAll(field.name).includes(field.value);
    } else if (typed.has(field.name)) {
      field.value = typed.get(field.name);
    }
  }
  if (begins && left.key) {
    begins.value = left.key;
  }
  say("Brought back from this device.");
  later();
}

// Two texts, and nobody but their writer knows which is the right one: nothing is saved or dropped before the choice.
function offer(left) {
  isChoosing = true;
  const box = document.createElement("div");
  box.className = "notice notice-warn mt4";
  const texts = [...new URLSearchParams(left.content)].filter(([name]) => /Title|Text|Answers|AnythingElse/.test(name));
  const inner = document.createElement("div");
  const words = document.createElement("p");
  words.textContent = `This device holds another text of this post, from ${new Date(left.at).toLocaleString()}, that never reached the course.`;
  const fold = document.createElement("details");
  fold.className = "mt2";
  const summary = document.createElement("summary");
  summary.textContent = "The text on this device";
  const text = document.createElement("pre");
  text.className = "other-text mt2";
  text.textContent = texts.map(([, value]) => value).filter(Boolean).join("\n\n");
  fold.append(summary, text);
  const choices = document.createElement("p");
  choices.className = "mt3";
  const choice = (label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = label;
    button.addEventListener("click", () => {
      isChoosing = false;
      box.remove();
      act();
    });
    return button;
  };
  choices.append(choice("Go on with the one on this device", () => restore(left)), " ", choice("Keep the saved one", forget));
  inner.append(words, fold, choices);
  box.append(inner);
  form.querySelector(".split").before(box);
}

// ---- saving

async function save() {
  clearTimeout(timer);
  if (busy) {
    return busy;
  }
  if (isStopped || isChoosing || content() === kept) {
    return;
  }
  busy = send(content());
  await busy;
  busy = null;
  if (content() !== kept) {
    later();
  }
}

async function send(typed) {
  const data = new FormData(form);
  data.set("do", "save");
  const body = new URLSearchParams(data).toString();
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body,
      redirect: "manual",
      // Goes on when the page is closed; browsers allow that for 64 KB.
      keepalive: body.length < 60_000,
    });
    if (answer.ok) {
      const saved = await answer.json();
      forget();
      kept = typed;
      version.value = saved.version;
      if (!number) {
        number = String(saved.number);
        form.action = `/write/${number}`;
        history.replaceState(null, "", `/write/${number}?as=${manner}`);
      }
      if (content() !== typed) {
        keep();
      }
      say(`Saved here at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`);
    } else if (answer.status === 409) {
      isStopped = true;
      say("This was changed in another window. Press Save draft to see both texts: nothing is lost.");
    } else {
      say("Kept on this device. Press Save draft to send it.");
    }
  } catch {
    say("Kept on this device. It will be sent when you are on-line again.");
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, 2000);
}

form.addEventListener("input", () => {
  if (!isChoosing) {
    keep();
  }
  later();
});
form.addEventListener("focusout", () => content() !== kept && later());
addEventListener("online", save);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());

// A save on its way is waited for: the form must know the version that it made.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (busy) {
    event.preventDefault();
    const { submitter } = event;
    busy.finally(() =>
      setTimeout(() => {
        delete form.dataset.sent;
        form.requestSubmit(submitter);
      }),
    );
    return;
  }
  copy.value = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  keep();
});

const left = held();
if (left && !isRefused) {
  if (isSame(left.content, kept)) {
    forget();
  } else if (left.base === version.value) {
    restore(left);
  } else {
    offer(left);
  }
}
