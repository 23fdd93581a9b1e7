// The strip of places on a small screen starts where you are. (Not by scrollIntoView: the keyboard would start there, too.)
const here = document.querySelector(".nav [aria-current]");
const strip = here?.closest("ul");
if (strip) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - 48;
