// Finding a patient from anywhere: "/" or Ctrl+K goes to the field, the arrows to what was found, Escape back. A link
// that names a key of its own is followed by it.
// Shortcuts of one key can be switched off, for whoever speaks to the computer; that choice is this browser's alone.
(() => {
  "use strict";
  const field = document.getElementById("find");
  const list = document.getElementById("found");
  if (!field || !list) return;
  const KEY = "single-keys";
  const off = () => localStorage.getItem(KEY) === "off";
  const typing = (at) => at.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const links = () => [...list.querySelectorAll("a")];
  let before = null;

  const close = () => list.replaceChildren();
  const open = (event) => {
    event.preventDefault();
    before = document.activeElement;
    field.focus();
    field.select();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) open(event);
    else if (off() || typing(event.target)) return;
    else if (event.key === "/") open(event);
    else if (!event.ctrlKey && !event.metaKey && !event.altKey) document.querySelector(`a[aria-keyshortcuts="${CSS.escape(event.key)}"]`)?.click();
  });
  // From the field down into the list, along it, and back; Escape leaves everything as it was.
  const form = field.form;
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      field.value = "";
      before?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !links().length) return;
    event.preventDefault();
    const to = links().indexOf(document.activeElement) + step;
    (links()[to] ?? (to < 0 ? field : links().at(-1))).focus();
  });
  document.addEventListener("focusin", (event) => { if (!form.contains(event.target)) close(); });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });

  for (const button of document.querySelectorAll("button[data-single-keys]")) {
    const say = () => button.setAttribute("aria-pressed", String(!off()));
    button.addEventListener("click", () => {
      localStorage.setItem(KEY, off() ? "on" : "off");
      say();
    });
    say();
  }
})();
