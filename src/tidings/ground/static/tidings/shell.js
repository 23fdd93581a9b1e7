// The strip of places on a small screen starts where you are. (Not by scrollIntoView: the keyboard would start there, too.)
const here = document.querySelector(".nav [aria-current]");
const strip = here?.closest("ul");
if (strip) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - 48;

// A button that draws into a frame shows the frame, which may be below what you see.
document.addEventListener("submit", (event) => {
  document.querySelector(`iframe[name="${event.submitter?.formTarget || "none"}"]`)?.scrollIntoView({ block: "center" });
});
