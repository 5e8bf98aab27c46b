// The desk of a stock-take: codes are read faster than answers come, so they wait in a queue while
// the field is free for the next one and keeps the focus. Without this file each code is a page.
(() => {
  "use strict";
  const form = document.querySelector("[data-scan]");
  const field = form.elements.code;
  const answers = document.querySelector(form.dataset.scan);
  let last = Promise.resolve();

  const lost = (code) => {
    const told = document.createElement("div");
    told.className = "alert alert-danger";
    told.setAttribute("role", "alert");
    told.textContent = form.dataset.lost + code;
    answers.prepend(told);
  };
  const send = async (filled) => {
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        body: filled,
        headers: { "X-Requested-With": "fetch" },
      });
      if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(answer.statusText);
      answers.innerHTML = await answer.text();
    } catch {
      lost(filled.get("code"));
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const filled = new FormData(form);
    // Each code is a form of its own.
    filled.set("key", Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join(""));
    field.value = "";
    field.focus();
    last = last.then(() => send(filled));
  });
})();
