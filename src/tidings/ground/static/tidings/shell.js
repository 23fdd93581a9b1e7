// The strip of places on a small screen starts where you are. (Not by scrollIntoView: the keyboard would start there, too.)
const here = document.querySelector(".nav [aria-current]");
const strip = here?.closest("ul");
if (strip) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - 48;

// A button that draws into a frame shows the frame, which may be below what you see.
document.addEventListener("submit", (event) => {
  document.querySelector(`iframe[name="${event.submitter?.formTarget || "none"}"]`)?.scrollIntoView({ block: "center" });
});

// The key "c" opens "is it ours?", unless somebody is writing or has turned it off here (WCAG 2.1.4).
const OFF = "tidings-no-key";
const ours = document.querySelector('.nav a[href="/console/is-it-ours/"]');
document.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || writes || localStorage.getItem(OFF)) return;
  ours?.click();
});
const key = document.querySelector("[data-shortcut]");
if (key) {
  const name = () => (key.textContent = localStorage.getItem(OFF) ? "Turn that key on" : "Turn that key off");
  key.hidden = false;
  name();
  key.addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    name();
  });
}
