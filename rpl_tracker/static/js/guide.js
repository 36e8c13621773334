// The guide was one page once: an address with #section, kept by somebody, goes on to the chapter with that section.
// Without script it leads to the section's line in the list of chapters.
(() => {
  "use strict";
  const goOn = () => {
    const line = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (line?.matches(".guides__list a")) location.replace(line.href);
  };
  addEventListener("hashchange", goOn);
  goOn();
})();
