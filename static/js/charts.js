// Draws a chart from the table beside it, so that no chart is without its figures:
//   <canvas data-chart="line" data-source="table-id"></canvas>
// First column: labels. Every further column whose head has no data-skip: one series. Or, in place
// of a table, <script type="application/json" id="…">{"labels": […], "series": [{"label", "values"}]}</script>.
// data-chart: line, bar, stacked (bars on one another), pie.
(() => {
  "use strict";
  const COLOURS = ["#1c5a96", "#c76a00", "#2b8a45", "#7a4fa3", "#b42020", "#12857f", "#8a6d1b", "#5b6675"];
  const charts = [];

  const figure = (text) => {
    const cleaned = text.replace(/[^\d.-]/g, "");
    return cleaned === "" || cleaned === "-" ? null : Number(cleaned);
  };
  const fromTable = (table) => {
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    const rows = [...table.tBodies[0].rows];
    return {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      series: heads
        .map((head, column) => ({ head, column }))
        .filter(({ head, column }) => column > 0 && !("skip" in head.dataset))
        .map(({ head, column }) => ({
          label: head.textContent.trim(),
          values: rows.map((row) => figure(row.cells[column].dataset.value ?? row.cells[column].textContent)),
        })),
    };
  };
  const read = (source) => (source.tagName === "SCRIPT" ? JSON.parse(source.textContent) : fromTable(source));

  const colour = (index) =>
    index % COLOURS.length === 0 && document.documentElement.dataset.bsTheme === "dark"
      ? "#5b9bdb"
      : COLOURS[index % COLOURS.length];

  const draw = (canvas) => {
    const source = document.getElementById(canvas.dataset.source);
    if (!source || !window.Chart) return;
    const { labels, series } = read(source);
    const kind = canvas.dataset.chart;
    const type = kind === "stacked" ? "bar" : kind;
    const { color: text, borderTopColor: line } = getComputedStyle(canvas.parentElement);
    const isWhole = series.every((one) => one.values.every((value) => Number.isInteger(value ?? 0)));
    const ticks = { color: text, precision: isWhole ? 0 : undefined };
    const scale = { stacked: kind === "stacked", ticks, grid: { color: line } };
    canvas.setAttribute("role", "img");
    if (!canvas.hasAttribute("aria-label")) {
      canvas.setAttribute("aria-label", series.map((one) => one.label).join("、"));
    }
    charts.push(
      new window.Chart(canvas, {
        type,
        data: {
          labels,
          datasets: series.map((one, index) => ({
            label: one.label,
            data: one.values,
            borderColor: type === "pie" ? undefined : colour(index),
            backgroundColor: type === "pie" ? COLOURS : colour(index),
            borderWidth: type === "line" ? 2 : 0,
            pointRadius: 2,
            tension: 0.2,
            spanGaps: false,
          })),
        },
        options: {
          responsive: true,
          maintainAspectRatio: false,
          animation: false,
          interaction: { mode: "index", intersect: false },
          scales: type === "pie" ? {} : { x: { ...scale, grid: { display: false } }, y: { ...scale, beginAtZero: true } },
          plugins: { legend: { position: "bottom", labels: { color: text, boxWidth: 12 } } },
        },
      }),
    );
  };

  const drawAll = () => {
    charts.splice(0).forEach((chart) => chart.destroy());
    if (window.Chart) window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    document.querySelectorAll("canvas[data-chart]").forEach(draw);
  };
  drawAll();
  document.addEventListener("themechange", drawAll);
})();
