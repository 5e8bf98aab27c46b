// Runs before the page is drawn, so that neither the colours nor the sidebar jump.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    root.dataset.bsTheme = localStorage.getItem("theme") || "light";
    root.dataset.sidebar = localStorage.getItem("sidebar") || "wide";
  } catch {
    // Storage may be forbidden; the page is then light and wide.
  }
})();
