// Dragging a visit to another day. Each entry is a link to the form that does the same.
(() => {
  "use strict";
  const form = document.querySelector("[data-move-form]");
  let moved = "";

  document.querySelectorAll("[data-move]").forEach((entry) =>
    entry.addEventListener("dragstart", (event) => {
      moved = entry.dataset.move;
      event.dataTransfer.effectAllowed = "move";
    }),
  );
  document.querySelectorAll("[data-day]").forEach((day) => {
    day.addEventListener("dragover", (event) => {
      if (!moved) return;
      event.preventDefault();
      day.classList.add("is-target");
    });
    day.addEventListener("dragleave", () => day.classList.remove("is-target"));
    day.addEventListener("drop", (event) => {
      event.preventDefault();
      // An approved plan asks for the reason: its form opens with the day filled in.
      if (!form) location.assign(`${moved}?on=${day.dataset.day}`);
      else {
        form.action = moved;
        form.elements.planned_on.value = day.dataset.day;
        form.requestSubmit();
      }
    });
  });
})();
