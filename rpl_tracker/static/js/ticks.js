// Signing off: a button ticks the boxes of its own panel, in sight and one by one; the count says what is ticked.
(() => {
  "use strict";
  const said = document.querySelector("[data-ticked]");
  const boxes = (within) => [...within.querySelectorAll(`input[name=${said.dataset.ticked}]`)];
  if (!said) return;
  const count = () => {
    const all = boxes(document);
    said.textContent = `${all.filter((box) => box.checked).length} of ${all.length} rows ticked.`;
  };
  for (const button of document.querySelectorAll("button[data-tick]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of boxes(button.closest("section"))) box.checked = true;
      count();
    });
  }
  document.addEventListener("change", count);
  count();
})();
