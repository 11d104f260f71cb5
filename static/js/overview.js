"use strict";

// Sets the codes of an overview out as the cells of its heatmaps, and says what a cell stands for.
// charts/overview_figure.py makes what it reads; charts.js draws what it returns.
const overview = (() => {
  const bytes = (packed) => {
    const text = atob(packed);
    const result = new Int8Array(text.length);
    for (let place = 0; place < text.length; place++) result[place] = text.charCodeAt(place);
    return result;
  };

  const unpack = (cells) => {
    const unpacked = { ...cells };
    for (const name of ["placements", "scores", "below", "skew", "bands", "bounds"])
      unpacked[name] = bytes(cells[name]);
    unpacked.units = cells.units.flatMap(([name, teams]) => new Array(teams).fill(name));
    return unpacked;
  };

  const figureWords = (cells, team, column) => {
    if (column === 0) return cells.labels[cells.placements[team]];
    const place = team * (cells.columns.length - 1) + column - 1;
    const score = cells.scores[place];
    if (score < 0) return cells.reasons[-1 - score];
    const below = cells.below[place];
    const said = {
      score: `${score}${cells.bound_words[cells.bounds[place]]}`,
      low: score - below,
      high: score + below + cells.skew[place],
      answers: cells.band_words[cells.bands[place]],
    };
    const sentence = below < 0 ? cells.figure_words : cells.interval_words;
    return sentence.replace(/%\((\w+)\)s/g, (_, name) => said[name]);
  };

  const words = (cells, team, column) => {
    const figure = figureWords(cells, team, column);
    return `${cells.units[team]}<br>${cells.teams[team]}<br>${cells.columns[column]}: ${figure}`;
  };

  const TIERS = 0;
  const SCORES = 1;
  const MISSING = 2;

  // In which of the heatmaps a cell is drawn, and as what: index of the tier, bin of the score.
  const value = (cells, team, column) => {
    if (column === 0) {
      const tier = cells.tiers[cells.placements[team]];
      return tier === null ? [MISSING, 1] : [TIERS, tier];
    }
    const score = cells.scores[team * (cells.columns.length - 1) + column - 1];
    if (score < 0) return [MISSING, 1];
    return [SCORES, Math.min(cells.bins - 1, Math.floor((score * cells.bins) / 100))];
  };

  // Every line of cells with the first of its teams, their number, and its top in px; after each run
  // comes a line without teams, which is the gap to the next.
  const lines = (across, line, runs) => {
    const result = [];
    let team = 0;
    for (const [top, teams] of runs) {
      const end = team + teams;
      let down = top;
      for (; team < end; team += across, down += line)
        result.push({ team, teams: Math.min(across, end - team), top: down });
      team = end;
      result.push({ team, teams: 0, top: down });
    }
    return result;
  };

  // The edges of all cells from left to right, the gaps between the columns among them.
  const edges = ({ columns, block }, across) =>
    columns.flatMap((_, column) =>
      Array.from({ length: across + 1 }, (_, place) => column + (block * place) / across),
    );

  // Small cells stand side by side, or there would be more gap than colour. Never a gap of 0: plotly
  // would then draw a pixel a cell and stretch that, blurred where the policy forbids its style.
  const gapOf = (line) => (line < 6 ? 1e-6 : line < 10 ? 1 : 2);
  // No figure: a thin line across the middle, told from every fill by its shape.
  const thinness = (line) => line - (line < 6 ? 1 : 2);

  // Returns the traces with their cells; describe(), which writes the cells' words into them, and
  // address(place), where a click on the cell at that line and column of the heatmap goes.
  const fill = (traces, codes, narrow) => {
    const cells = unpack(codes);
    const { across, line, runs } = narrow ? cells.narrow : cells.wide;
    const all = lines(across, line, runs);
    const rows = all.slice(0, -1);
    const step = across + 1;
    const x = edges(cells, across);
    const y = all.map((row) => row.top);
    const gap = gapOf(line);
    // Half the time goes into turning cells into pixels, so the tiers end where their column does.
    // All start at the left edge: an image that started between two pixels would be blurred there.
    const ends = [step, x.length, x.length];
    const data = traces.map((trace, which) => {
      const own = x.slice(0, ends[which]);
      const empty = () => rows.map(() => new Array(own.length - 1).fill(null));
      const ygap = which === MISSING ? thinness(line) : gap;
      return { ...trace, x: own, y, xgap: gap, ygap, z: empty(), hovertext: empty() };
    });

    const each = (visit) =>
      rows.forEach((row, y) => {
        for (let place = 0; place < row.teams; place++)
          for (let column = 0; column < cells.columns.length; column++) {
            const [which, z] = value(cells, row.team + place, column);
            visit(data[which], y, column * step + place, z, row.team + place, column);
          }
      });
    each((trace, y, x, z) => {
      trace.z[y][x] = z;
    });
    const describe = () =>
      each((trace, y, x, _, team, column) => {
        trace.hovertext[y][x] = words(cells, team, column);
      });
    const address = ([y, x]) => cells.addresses[rows[y].team + (x % step)];
    return { data, describe, address };
  };

  return { fill };
})();
