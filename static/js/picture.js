"use strict";

// Saves a chart as a PNG: the drawing as it is on the screen, with its title, measure and source,
// on the ground of the theme, twice as fine. charts.js loads it at the first click.
const picture = (() => {
  const SCALE = 2;
  const EDGE = 24; // px around everything
  const TITLE = 20; // px, the sizes of the words
  const WORDS = 14;
  const LEADING = 1.4;

  const style = (element) => getComputedStyle(element);
  const token = (name) => style(document.documentElement).getPropertyValue(`--${name}`).trim();

  // Plotly reads markup in texts.
  const plain = (text) =>
    text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

  const measure = document.createElement("canvas").getContext("2d");
  const wrapped = (text, font, width) => {
    measure.font = font;
    const lines = [""];
    for (const word of text.trim().split(/\s+/)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (measure.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };

  // A text as an annotation at the top or the bottom of the picture, and how much room it takes.
  const note = (text, { size, weight, colour }, family, width) => {
    const lines = wrapped(text, `${weight} ${size}px ${family}`, width);
    const font = { family, size, weight, color: colour };
    const room = lines.length * size * LEADING;
    return { room, font, text: lines.map(plain).join("<br>"), align: "left", showarrow: false };
  };

  // The margins that plotly really used, which it may have widened for the labels of an axis.
  const margins = (drawing, margin) => drawing._fullLayout?._size ?? { l: 80, r: 80, t: 100, b: 80, ...margin };

  const framed = (figure, layout) => {
    const family = style(document.body).fontFamily;
    const drawing = figure.querySelector("[data-chart-drawing]");
    const used = margins(drawing, layout.margin);
    const width = layout.width + 2 * EDGE;
    const words = (selector, looks, more = "") =>
      note(figure.querySelector(selector).textContent + more, looks, family, layout.width);
    const title = words(".chart-title", { size: TITLE, weight: 600, colour: token("text") });
    const subtitle = words(".subtitle", { size: WORDS, weight: 400, colour: token("muted") });
    // Away from its page the picture has to say whose it is.
    const page = ` ${document.title}.`;
    const source = words(".source", { size: WORDS, weight: 400, colour: token("muted") }, page);
    const above = EDGE + title.room + subtitle.room + EDGE / 2;
    const below = source.room + EDGE + EDGE / 2;
    const from = { xref: "paper", yref: "paper", x: 0, xanchor: "left", xshift: -used.l };
    const top = { ...from, y: 1, yanchor: "top" };
    const inMargins = (at, shift) => ({ ...at, yshift: shift });
    return {
      ...layout,
      width,
      height: layout.height + above + below,
      font: { family },
      paper_bgcolor: token("surface"),
      margin: {
        ...layout.margin,
        l: used.l + EDGE,
        r: used.r + EDGE,
        t: used.t + above,
        b: used.b + below,
        autoexpand: false,
      },
      annotations: [
        ...(layout.annotations ?? []),
        inMargins({ ...top, ...title }, used.t + above - EDGE),
        inMargins({ ...top, ...subtitle }, used.t + above - EDGE - title.room),
        inMargins({ ...from, y: 0, yanchor: "bottom", ...source }, -used.b - below + EDGE),
      ].map(({ room, ...annotation }) => annotation),
    };
  };

  const fileName = (title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 80);

  // Plotly's own way to a PNG goes through a blob: address, which img-src forbids; data: it allows.
  const drawn = async (chart, width, height) => {
    const image = new Image();
    image.src = await Plotly.toImage(chart, { format: "svg", width, height });
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  };

  const give = (file, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const save = (figure, data, layout, config) => {
    const full = framed(figure, layout);
    const { width, height } = full;
    const filename = fileName(figure.querySelector(".chart-title").textContent);
    return drawn({ data, layout: full, config }, width, height)
      .then((canvas) => new Promise((resolve) => canvas.toBlob(resolve, "image/png")))
      .then((file) => give(file, `${filename}.png`));
  };

  return { save };
})();
