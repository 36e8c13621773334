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
  lab.addEventListener("change", () => {
    const gave = remembered[lab.value] || {};
    for (const row of table.querySelectorAll("[data-test]")) {
      for (const name of ["unit", "lower", "upper"]) {
        fill(fieldOf(row.dataset.test, name), (gave[row.dataset.test] || {})[name] || "");
      }
    }
  });
})();
