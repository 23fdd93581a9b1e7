// The chat's page stays as it is and takes in what is new: every few seconds, and at once after something was sent.
const EVERY = 5000;
const thread = document.querySelector("#thread");
const form = document.querySelector("#write");
const words = form.elements.text;
let version = "";

async function look() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(location.pathname, { headers: version ? { "If-None-Match": version } : {}, cache: "no-store" });
      if (answer.ok) await take(answer);
    } catch { /* the line is down: the next look may find it up */ }
  }
  setTimeout(look, EVERY);
}

async function take(answer) {
  version = answer.headers.get("ETag") || "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  blend(page);
  return page;
}

// Lines that stand stay untouched, so that the keyboard's place is kept and only news is read out.
function blend(page) {
  const list = thread.querySelector("ol");
  const kept = new Set();
  let before = null;
  for (const line of page.querySelectorAll("#thread li")) {
    kept.add(line.id);
    let here = document.getElementById(line.id);
    if (!here) {
      here = document.importNode(line, true);
      (before ? before.after(here) : list.prepend(here));
      eye?.observe(here);
    } else if (here.innerHTML !== line.innerHTML && !here.contains(document.activeElement)) {
      here.innerHTML = line.innerHTML;
    }
    before = here;
  }
  for (const line of [...list.children]) if (!kept.has(line.id)) line.remove();
  if (kept.size) document.querySelector("#nothing")?.remove();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  const error = document.querySelector("#text-error");
  if (button.disabled) return;
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), cache: "no-store" });
    const page = await take(answer);
    error.textContent = page.querySelector("#text-error")?.textContent ?? button.dataset.failed;
    if (answer.ok) words.removeAttribute("aria-invalid");
    else words.setAttribute("aria-invalid", "true");
    if (answer.ok) {
      words.value = "";
      form.elements.turn.value = page.querySelector("[name=turn]").value;
    }
  } catch {
    error.textContent = button.dataset.failed;
  }
  button.disabled = false;
  words.focus();
});

// Enter is a new line; with Ctrl or Cmd it sends.
words.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

// A notice is seen once it stood on a screen somebody looked at.
const seen = new Set();
const waiting = new Set();
const eye = "IntersectionObserver" in window ? new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting && target.dataset.notice) waiting.add(target.dataset.notice);
  tell();
}) : null;

async function tell() {
  const ids = [...waiting].filter((id) => !seen.has(id));
  if (document.visibilityState !== "visible" || !ids.length) return;
  ids.forEach((id) => seen.add(id));
  try {
    const answer = await fetch(thread.dataset.seen, { method: "POST", body: new URLSearchParams(ids.map((id) => ["id", id])) });
    if (!answer.ok) throw answer;
  } catch {
    ids.forEach((id) => seen.delete(id));
  }
}

document.addEventListener("visibilitychange", tell);
for (const line of thread.querySelectorAll("li")) eye?.observe(line);
look();
