// Fields appear as they apply: data-when names the field that decides, data-among the values with which they apply.
// Nothing is emptied or disabled here, so that changing one's mind loses nothing; the server leaves out what does not apply.
(() => {
  "use strict";
  const valueOf = (form, name) => {
    const field = form.elements.namedItem(name);
    if (!field) return "";
    const hidden = field instanceof HTMLElement && field.closest(".cell[hidden]");
    return hidden ? "" : field.value;
  };
  const refresh = (form) => {
    for (const cell of form.querySelectorAll(".cell[data-when]")) {
      cell.hidden = !cell.dataset.among.split("|").includes(valueOf(form, cell.dataset.when));
    }
    for (const part of form.querySelectorAll("[data-part]")) {
      part.hidden = !part.querySelector(".cell:not([hidden])");
    }
  };
  for (const form of document.querySelectorAll("form.record")) {
    refresh(form);
    form.addEventListener("change", () => refresh(form));
  }
})();
