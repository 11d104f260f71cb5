"use strict";

// Draws every figure[data-chart] from the data in the page: the figure, without colour, and the
// two themes, which bring the colours. Loaded with defer, after plotly.
(() => {
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const NARROW_BELOW = 680; // width of a drawing in px; plotly.css has the same number
  const PAPER_WIDTH = 1250; // plotly.css scales it to A4

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const theme = (onPaper) => {
    if (onPaper) return "light";
    return root.dataset.theme ?? (systemDark.matches ? "dark" : "light");
  };

  // The one place that calls newPlot, so the one place that says what plotly may offer: no mode bar,
  // and never the button that uploads the figures to plotly's own service.
  const config = (narrow) => ({
    staticPlot: narrow,
    displayModeBar: false,
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    doubleClick: false,
    scrollZoom: false,
    showTips: false,
  });

  const chart = (figure, themes) => {
    const stage = figure.querySelector("[data-chart-stage]");
    const drawing = figure.querySelector("[data-chart-drawing]");
    let drawn = "";

    const fail = () => {
      stage.hidden = true;
      figure.querySelector("[data-chart-failed]").hidden = false;
      figure.querySelector("[data-chart-table]").open = true;
    };

    const draw = (onPaper = paper.matches) => {
      const width = onPaper ? PAPER_WIDTH : Math.floor(stage.clientWidth);
      const wanted = `${width} ${theme(onPaper)}`;
      if (stage.hidden || width === 0 || wanted === drawn) return;
      drawn = wanted;
      const narrow = width < NARROW_BELOW;
      // Read anew each time: plotly writes into what it is given.
      const { data, layout, narrow: narrowLayout } = read(figure.dataset.chart);
      const template = themes[theme(onPaper)];
      const sized = { ...(narrow ? narrowLayout : layout), width, template };
      try {
        Plotly.newPlot(drawing, data, sized, config(narrow)).catch(fail);
      } catch {
        fail();
      }
    };

    if (typeof Plotly === "undefined") {
      fail();
      return null;
    }
    let frame = 0;
    new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => draw());
    }).observe(stage);
    draw();
    return draw;
  };

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  if (figures.length === 0) return;
  const themes = read("chart-themes");
  // Plotly 4.1 warns of every bar whose colour is an index on a colour axis, and draws it rightly.
  if (typeof Plotly !== "undefined") Plotly.setPlotConfig({ logging: 0 });
  const drawers = figures.map((figure) => chart(figure, themes)).filter(Boolean);
  const drawAll = (onPaper) => drawers.forEach((draw) => draw(onPaper));

  document.addEventListener("themechange", () => drawAll());
  systemDark.addEventListener("change", () => drawAll());
  addEventListener("beforeprint", () => drawAll(true));
  addEventListener("afterprint", () => drawAll(false));
})();
