// Another laboratory: its own last units and limits take the place of those that were filled in, never of what was typed.
(() => {
  "use strict";
  const table = document.querySelector("table[data-remembered]");
  const lab = document.getElementById("id_lab");
  if (!table || !lab) return;
  const remembered = JSON.parse(table.dataset.remembered);
  const filled = new Map();
  const fieldOf = (test, name) => document.getElementById(`id_${test}-${name}`);
  const fill = (field, text) => {
    if (!field || (field.value !== "" && field.value !== filled.get(field))) return;
    field.value = text;
    filled.set(field, text);
  };
  for (const row of table.querySelectorAll("[data-test]")) {
    for (const name of ["unit", "lower", "upper"]) {
      const field = fieldOf(row.dataset.test, name);
      const gave = (remembered[lab.value] || {})[row.dataset.test];
      if (field && gave && field.value === gave[name]) filled.set(field, gave[name]);
    }
  }
  // Up and down lead to the same field of the test above or below; in a list of choices they choose.
  const beside = (cell, step) => {
    for (let next = cell.parentElement[step]; next; next = next[step]) {
      const field = next.querySelector(`td[data-label="${cell.dataset.label}"] input`);
      if (field) return field;
    }
    return null;
  };
  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell || event.target.tagName !== "INPUT" || event.altKey || event.shiftKey) return;
    const found = beside(cell, step);
    if (!found) return;
    event.preventDefault();
    found.focus();
    found.select();
  });
  lab.addEventListener("change", () => {
    const gave = remembered[lab.value] || {};
    for (const row of table.querySelectorAll("[data-test]")) {
      for (const name of ["unit", "lower", "upper"]) {
        fill(fieldOf(row.dataset.test, name), (gave[row.dataset.test] || {})[name] || "");
      }
    }
  });
})();
