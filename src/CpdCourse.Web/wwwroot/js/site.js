// What script adds to every page. Each part is optional: without it the page does the same with one more step.

// A form that came back with errors: the focus goes to the summary, so that it is the first thing heard and seen.
const summary = document.getElementById("error-summary");
if (summary) {
  summary.focus();
  if (location.hash) {
    // Behind the skip link the address ends in #main, to which the browser moves the focus once the page is there.
    addEventListener("load", () => requestAnimationFrame(() => summary.focus()));
  }
}

// A comment just posted: the focus goes to it.
const target = location.hash.startsWith("#c") && document.getElementById(location.hash.slice(1));
if (target) {
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

// Copies of unsent texts on this device (write.js): dropped when the server says that they arrived, and when somebody signs out.
function dropCopies(isWanted) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("draft:") && isWanted(localStorage.getItem(name))) {
        localStorage.removeItem(name);
      }
    }
  } catch {
    // No store, nothing kept.
  }
}
const here = new URL(location.href);
const arrived = here.searchParams.get("kept");
if (arrived) {
  // Compared whole: an address made up by somebody else must not drop anything.
  dropCopies((kept) => JSON.parse(kept).copy === arrived);
  here.searchParams.delete("kept");
  history.replaceState(null, "", here);
}
document.getElementById("sign-out")?.addEventListener("submit", () => dropCopies(() => true));

// Moments in the reader's own time zone, exact, on hover and for screen readers' titles.
const exact = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime][title]")) {
  time.title = exact.format(new Date(time.dateTime));
}

// A double click sends once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});
