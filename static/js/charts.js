"use strict";

// Draws every figure[data-chart] from the data in the page: the figure, without colour, and the
// two themes, which bring the colours. Loaded with defer; fetches plotly when a chart is due.
(() => {
  const { plotly, overview: overviewScript, picture: pictureScript } = document.currentScript.dataset;
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const phone = matchMedia("(max-width: 47.99rem)"); // _charts_head.html has the same width
  const NARROW_BELOW = 680; // width of a drawing in px; plotly.css has the same number
  const PAPER_WIDTH = 1250; // plotly.css scales it to A4
  const FLATTER = 0.85; // of a chart's height, on paper that has to hold more than the charts
  const QUIET = 3000; // ms after the load until a phone draws what nobody has scrolled to
  const APART = 200; // ms between two such charts, so that it can be scrolled meanwhile

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
    const flat = figure.closest("[data-charts-flat-on-paper]") !== null;
    let started = false;
    let drawn = "";
    let latest = null;

    const fail = () => {
      stage.hidden = true;
      figure.querySelector("[data-chart-failed]").hidden = false;
      figure.querySelector("[data-chart-table]").open = true;
    };

    const draw = (onPaper = paper.matches) => {
      if (!started) return;
      const width = onPaper ? PAPER_WIDTH : Math.floor(stage.clientWidth);
      const wanted = `${width} ${theme(onPaper)}`;
      if (stage.hidden || width === 0 || wanted === drawn) return;
      drawn = wanted;
      const narrow = width < NARROW_BELOW;
      // Read anew each time: plotly writes into what it is given.
      const { cells, ...drawnFrom } = read(figure.dataset.chart);
      const data = (narrow && drawnFrom.narrow_data) || drawnFrom.data;
      const layout = narrow ? drawnFrom.narrow : drawnFrom.layout;
      const height = Math.round(layout.height * (onPaper && flat ? FLATTER : 1));
      const sized = { ...layout, width, height, template: themes[theme(onPaper)] };
      try {
        const filled = cells ? overview.fill(data, cells, narrow) : { data };
        latest = { narrow, sized };
        const ready = Plotly.newPlot(drawing, filled.data, sized, config(narrow));
        ready.then(() => filled.address && explain(drawing, filled)).catch(fail);
        offer();
      } catch {
        fail();
      }
    };

    // The picture is drawn anew, with the words around it and a ground of its own.
    const save = () => {
      const { cells, ...drawnFrom } = read(figure.dataset.chart);
      const data = (latest.narrow && drawnFrom.narrow_data) || drawnFrom.data;
      const filled = cells ? overview.fill(data, cells, latest.narrow).data : data;
      return picture.save(figure, filled, latest.sized, config(true));
    };

    const offer = () => {
      const item = figure.querySelector("[data-chart-picture]");
      if (!item?.hidden) return;
      item.hidden = false;
      const button = item.querySelector("button");
      button.addEventListener("click", () => {
        button.disabled = true;
        const done = () => (button.disabled = false);
        pictureLibrary().then(save).catch(fail).finally(done);
      });
    };

    const start = () => {
      if (started) return;
      started = true;
      let frame = 0;
      new ResizeObserver(() => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => draw());
      }).observe(stage);
      draw();
    };

    const due = () => {
      const scripts = [library()];
      if ("cells" in read(figure.dataset.chart)) scripts.push(cellsLibrary());
      Promise.all(scripts).then(start).catch(fail);
    };
    return { stage, draw, due };
  };

  // The words of 80,000 cells are composed when a pointer comes. A click on a cell goes where the
  // table's link for it goes; the keyboard has the table.
  const explain = (drawing, { address, describe }) => {
    drawing.addEventListener("pointerenter", describe, { once: true });
    drawing.on("plotly_click", ({ points }) => location.assign(address(points[0].pointNumber)));
    drawing.on("plotly_hover", () => drawing.toggleAttribute("data-chart-leads", true));
    drawing.on("plotly_unhover", () => drawing.toggleAttribute("data-chart-leads", false));
  };

  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  const once = (make) => {
    let made;
    return () => (made ??= make());
  };
  // Plotly 4.1 warns of every bar whose colour is an index on a colour axis, and draws it rightly.
  const library = once(() => load(plotly).then(() => Plotly.setPlotConfig({ logging: 0 })));
  const cellsLibrary = once(() => load(overviewScript));
  const pictureLibrary = once(() => load(pictureScript));

  // A phone is busy for a second with plotly and each chart: first come the words, then the charts
  // that are scrolled to, then the others.
  const drawLater = (charts) => {
    const chartOf = new Map(charts.map((one) => [one.stage, one]));
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) chartOf.get(entry.target).due();
      },
      { rootMargin: "0px 0px -25% 0px" },
    );
    for (const stage of chartOf.keys()) seen.observe(stage);
    const rest = () => charts.forEach((one, place) => setTimeout(one.due, QUIET + place * APART));
    if (document.readyState === "complete") rest();
    else addEventListener("load", rest);
  };

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  if (figures.length === 0) return;
  const themes = read("chart-themes");
  const charts = figures.map((figure) => chart(figure, themes));
  if (phone.matches) drawLater(charts);
  else charts.forEach((one) => one.due());
  const drawAll = (onPaper) => charts.forEach((one) => one.draw(onPaper));

  document.addEventListener("themechange", () => drawAll());
  systemDark.addEventListener("change", () => drawAll());
  addEventListener("beforeprint", () => drawAll(true));
  addEventListener("afterprint", () => drawAll(false));
})();
