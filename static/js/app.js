// Conveniences only: every page works without this file.
(() => {
  "use strict";
  const root = document.documentElement;

  const store = {
    get(area, key) {
      try {
        return area.getItem(key);
      } catch {
        return null;
      }
    },
    set(area, key, value) {
      try {
        area.setItem(key, value);
      } catch {
        // Storage full or forbidden: the convenience is lost, nothing else.
      }
    },
  };

  const switchTo = (name, values) => {
    const next = root.dataset[name] === values[1] ? values[0] : values[1];
    root.dataset[name] = next;
    return next;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) {
      store.set(localStorage, "theme", switchTo("bsTheme", ["light", "dark"]));
      document.dispatchEvent(new CustomEvent("themechange"));
    }
    if (event.target.closest("[data-sidebar-toggle]")) {
      store.set(localStorage, "sidebar", switchTo("sidebar", ["wide", "small"]));
    }
    // A group opened in the narrow sidebar has no room for its pages.
    if (event.target.closest(".sidebar summary")) root.dataset.sidebar = "wide";
    if (event.target.closest("[data-print]")) window.print();
    const all = event.target.closest("[data-check-all]");
    if (all) {
      all
        .closest("form, table")
        .querySelectorAll(`input[type=checkbox][name="${all.dataset.checkAll}"]`)
        .forEach((box) => (box.checked = all.checked));
    }
  });

  // On a phone the sidebar opens as a dialog and wants a name; on a desk it is no landmark.
  const sidebar = document.getElementById("sidebar");
  sidebar?.addEventListener("show.bs.offcanvas", () =>
    sidebar.setAttribute("aria-label", sidebar.dataset.dialogLabel),
  );
  sidebar?.addEventListener("hidden.bs.offcanvas", () => sidebar.removeAttribute("aria-label"));

  // Filters marked so are applied as soon as they are chosen.
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-submit-on-change]")) event.target.form.requestSubmit();
  });

  // A second press of the same button sends nothing; the server would answer the same anyway.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // Not now: a disabled button would leave its own value out of what is sent.
    setTimeout(() => {
      form.querySelectorAll("button[type=submit]").forEach((button) => (button.disabled = true));
    });
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("button[type=submit]").forEach((button) => (button.disabled = false));
    });
  });

  // "/" to the search box; j, k through the rows of a list, Enter opens, x chooses.
  const typing = (element) =>
    element.matches("input, textarea, select, [contenteditable]") ||
    element.closest(".ts-wrapper, .dropdown-menu");
  const move = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains("is-current"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    rows.forEach((row) => row.classList.toggle("is-current", row === next));
    (next.querySelector("[data-row-link]") || next.querySelector("a") || next).focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "x") document.querySelector(".is-current input[type=checkbox]")?.click();
    else if (event.key === "/") {
      const search = document.getElementById("topbar-query");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // <select data-search> becomes a box one can type in; data-search-url asks the server.
  const enhance = (select) => {
    if (select.tomselect || !window.TomSelect) return;
    const url = select.dataset.searchUrl;
    // Its label moves to the new box; what stays behind is for the form alone.
    select.setAttribute("aria-hidden", "true");
    new window.TomSelect(select, {
      maxOptions: 200,
      plugins: select.multiple ? ["remove_button"] : [],
      placeholder: select.dataset.placeholder || "",
      ...(url && {
        valueField: "id",
        labelField: "text",
        // The server has searched by name, number and pinyin already.
        searchField: [],
        score: () => () => 1,
        load: (query, done) =>
          fetch(`${url}${url.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}`, {
            headers: { Accept: "application/json" },
          })
            .then((answer) => answer.json())
            .then((found) => done(found.results))
            .catch(() => done()),
      }),
    });
  };

  const wake = (part) => {
    part.querySelectorAll("select[data-search]").forEach(enhance);
    part.querySelectorAll(".process [aria-current]").forEach((step) => {
      step.parentElement.scrollLeft = step.offsetLeft - step.parentElement.clientWidth / 2;
    });
  };

  wake(document);
  document.addEventListener("htmx:afterSwap", (event) => wake(event.target));
})();
