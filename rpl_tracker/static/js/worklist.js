// The list from the keyboard: j and k or the arrows go along it, Enter opens (it is a link), x ticks.
(() => {
  "use strict";
  const links = [...document.querySelectorAll(".work .who a")];
  const all = document.getElementById("tick-all");
  const ticks = () => [...document.querySelectorAll(".work input[name=patient]")];
  const typing = (at) => at.closest("input:not([type=checkbox]), select, textarea, form[role=search], details[open]");
  const single = () => localStorage.getItem("single-keys") !== "off";
  const row = () => document.activeElement.closest(".work__row");

  const move = (by) => {
    const at = links.indexOf(row()?.querySelector(".who a"));
    const to = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
    links[Math.max(0, Math.min(to, links.length - 1))]?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const by = { ArrowDown: 1, ArrowUp: -1, ...(single() ? { j: 1, k: -1 } : {}) }[event.key];
    const box = event.key === "x" && single() ? row()?.querySelector("input[name=patient]") : null;
    if ((by && event.key.length === 1) || (by && row())) {
      event.preventDefault();
      move(by);
    } else if (box) {
      event.preventDefault();
      box.click();
    }
  });
  all?.addEventListener("change", () => { for (const box of ticks()) box.checked = all.checked; });
  document.addEventListener("change", (event) => {
    if (all && event.target.name === "patient") all.checked = ticks().every((box) => box.checked);
  });
})();
