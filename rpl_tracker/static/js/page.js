// Small conveniences; every page works without them.
(() => {
  "use strict";
  // A form that was not saved: begin at the list of what to correct.
  document.querySelector("[data-focus]")?.focus();
  // A choice that decides the page (guideline, filter) takes effect at once; the button beside it stays.
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
  });
  // A second click within a moment does not send a form a second time; another of its buttons is another step.
  // (The server refuses the same row twice by itself.)
  const MOMENT = 3000;
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    const last = sent.get(event.target);
    if (last?.by === event.submitter && Date.now() - last.at < MOMENT) event.preventDefault();
    else sent.set(event.target, { by: event.submitter, at: Date.now() });
  });
  // Menus close when the focus or the pointer goes elsewhere, and on Escape.
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    close();
    open?.querySelector("summary").focus();
  });
  // What comes in above the field that has the focus (a reading, say) does not push it out of sight, nor from under a
  // finger; at a desk more of what came in is seen if the page stays.
  const touched = matchMedia("(pointer: coarse)");
  let held = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const field = document.activeElement;
    const { top } = field.getBoundingClientRect();
    held = field !== document.body && top >= 0 && top < innerHeight ? { field, top } : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!held) return;
    if (touched.matches) window.scrollBy(0, held.field.getBoundingClientRect().top - held.top);
    else held.field.scrollIntoView({ block: "nearest" });
  });
  // Back to the worklist as it was narrowed before; the address of a filter names nobody.
  const KEPT = "worklist";
  if (document.querySelector("[data-worklist]")) sessionStorage.setItem(KEPT, location.search);
  else for (const link of document.querySelectorAll("a[data-to-worklist]")) link.search = sessionStorage.getItem(KEPT) ?? "";
  // What a link to a part of the page leads to is open, so that it can be seen.
  const reveal = () => {
    const part = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    for (let box = part?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };
  window.addEventListener("hashchange", reveal);
  reveal();
})();
