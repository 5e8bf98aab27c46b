// Cells typed or pasted like a sheet: <form data-grid>; Enter and arrows move within the column. A
// block pasted from Excel fills from the cell on; one of five columns finds each line by account and
// product, and what has no line yet goes into the table that grows (data-grows).
(() => {
  "use strict";
  const inputs = (row) => [...row.querySelectorAll("input")];
  const put = (input, text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const plain = (text) => text.trim().replace(/^[¥￥]/, "").replace(/(\d)[,，](?=\d{3})/g, "$1");

  // One more empty line: the names of its cells end in the next number.
  const grow = (body) => {
    const line = body.lastElementChild.cloneNode(true);
    const number = body.rows.length;
    line.querySelectorAll(".invalid-feedback, .errorlist").forEach((error) => error.remove());
    line.querySelectorAll("[name], [for]").forEach((part) => {
      ["name", "id", "for"].forEach((name) => {
        const held = part.getAttribute(name);
        if (held) part.setAttribute(name, held.replace(/new\d+-/, `new${number}-`));
      });
    });
    inputs(line).forEach((input) => {
      input.value = "";
      input.removeAttribute("value");
      input.classList.remove("is-invalid");
    });
    body.append(line);
    return line;
  };

  const byKey = (form, cells) => {
    const [account, line, ...figures] = cells.map((cell) => cell.trim());
    const rows = [...form.querySelectorAll("tr[data-account]")];
    const found = rows.find(
      ({ dataset }) => dataset.account === account && [dataset.line, dataset.lineName].includes(line),
    );
    const body = form.querySelector("table[data-grows] tbody");
    const empty = () =>
      [...body.rows].find((row) => inputs(row).slice(1).every((input) => !input.value) &&
        ["", account].includes(inputs(row)[0].value)) || grow(body);
    const values = figures.slice(0, 3).map(plain);
    const into = found ? inputs(found) : inputs(empty());
    (found ? values : [account, line, ...values]).forEach((text, place) => put(into[place], text));
  };

  const block = (start, lines) => {
    let row = start.closest("tr");
    const first = inputs(row).indexOf(start);
    lines.forEach((cells, place) => {
      if (!row) return;
      cells.forEach((cell, column) => {
        const input = inputs(row)[first + column];
        if (input) put(input, plain(cell));
      });
      const body = row.parentElement;
      const canGrow = body.parentElement.hasAttribute("data-grows") && place < lines.length - 1;
      row = row.nextElementSibling || (canGrow ? grow(body) : null);
    });
  };

  document.querySelectorAll("form[data-grid]").forEach((form) => {
    form.addEventListener("paste", (event) => {
      const text = (event.clipboardData?.getData("text") || "").replace(/\r?\n$/, "");
      if (!event.target.matches("table input") || !/[\t\n]/.test(text)) return;
      event.preventDefault();
      const lines = text.split(/\r?\n/).map((line) => line.split("\t"));
      if (lines[0].length >= 5) lines.forEach((cells) => byKey(form, cells));
      else block(event.target, lines);
    });
    form.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
      if (!step || !event.target.matches("table input")) return;
      event.preventDefault();
      const row = event.target.closest("tr");
      const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
      if (next) inputs(next)[inputs(row).indexOf(event.target)]?.focus();
    });
  });
})();
