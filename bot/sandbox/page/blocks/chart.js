/** The data_visualization block: small charts, drawn as SVG and said in words. */
import { el, svg } from "../dom.js";

const WIDTH = 560;
const HEIGHT = 220;
const EDGE = { left: 56, right: 12, top: 12, bottom: 30 };
const COLOURS = 8;

function round(number) {
  return Math.round(number * 100) / 100;
}

/** Round steps that people count in: 1, 2, 2.5 or 5 of some power of ten. */
function scale(low, high) {
  const span = high - low || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => rough <= factor * power);
  const from = Math.floor(low / step) * step;
  const ticks = [];
  for (let at = from; at < high + step; at += step) {
    ticks.push(round(at));
    if (at >= high) break;
  }
  return ticks;
}

function plot(chart, scene) {
  const categories = chart.axis_config?.categories ?? chart.series[0].data.map((point) => point.label);
  const valueAt = (series, category) => series.data.find((point) => point.label === category)?.value;
  const values = chart.series.flatMap((series) => series.data.map((point) => point.value));
  const ticks = scale(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const inner = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  const x = (index) => EDGE.left + (inner.width * (index + 0.5)) / categories.length;
  const y = (value) => round(EDGE.top + inner.height * (1 - (value - low) / (high - low)));
  const short = new Intl.NumberFormat(scene.lang, { notation: "compact", maximumFractionDigits: 1 });

  const grid = ticks.map((tick) => [
    svg(
      "line",
      { class: tick === 0 ? "axis" : "grid", x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(tick), y2: y(tick) },
    ),
    svg("text", { class: "tick", x: EDGE.left - 8, y: y(tick) + 4, "text-anchor": "end" }, short.format(tick)),
  ]);
  const every = Math.ceil(categories.length / 12);
  const names = categories.map((name, index) => (index % every ? null : svg(
    "text",
    { class: "tick", x: x(index), y: HEIGHT - 10, "text-anchor": "middle" },
    name,
  )));
  const marks = chart.series.map((series, order) => {
    const colour = `series-${order % COLOURS}`;
    const points = categories.map((category, index) => [
      x(index),
      valueAt(series, category),
    ]).filter(([, value]) => value !== undefined);
    if (chart.type === "bar") {
      const room = (inner.width / categories.length) * 0.68;
      const width = Math.min(room / chart.series.length, 44);
      const shift = (order - chart.series.length / 2) * width;
      return points.filter(([, value]) => value !== 0).map(([at, value]) => {
        const [top, base] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
        return svg(
          "rect",
          {
            class: `mark ${colour}`,
            x: round(at + shift + 1),
            y: top,
            width: round(width - 2),
            height: base - top,
            rx: 2,
          },
        );
      });
    }
    const path = points.map(([at, value], index) => `${index ? "L" : "M"}${round(at)} ${y(value)}`).join(" ");
    const fill = chart.type === "area" && points.length > 1 ? svg(
      "path",
      { class: `area ${colour}`, d: `${path} L${round(points.at(-1)[0])} ${y(0)} L${round(points[0][0])} ${y(0)} Z` },
    ) : null;
    return [
      fill,
      svg("path", { class: `line ${colour}`, d: path }),
      points.map(([at, value]) => svg("circle", { class: `dot ${colour}`, cx: round(at), cy: y(value), r: 3 })),
    ];
  });
  return {
    drawing: svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, grid, marks, names),
    keys: chart.series.map((series) => series.name),
  };
}

function pie(chart, scene) {
  const total = chart.segments.reduce((sum, segment) => sum + segment.value, 0);
  const share = new Intl.NumberFormat(scene.lang, { style: "percent", maximumFractionDigits: 0 });
  const radius = 90;
  let turned = 0;
  const on = (part) => {
    const angle = 2 * Math.PI * part - Math.PI / 2;
    return `${round(110 + radius * Math.cos(angle))} ${round(110 + radius * Math.sin(angle))}`;
  };
  const slices = chart.segments.map((segment, order) => {
    const part = segment.value / total;
    const [from, to] = [turned, turned + part];
    turned = to;
    const colour = `mark series-${order % COLOURS}`;
    if (part > 0.9999) return svg("circle", { class: colour, cx: 110, cy: 110, r: radius });
    return svg(
      "path",
      { class: colour, d: `M110 110 L${on(from)} A${radius} ${radius} 0 ${part > 0.5 ? 1 : 0} 1 ${on(to)} Z` },
    );
  });
  const keys = chart.segments.map((segment) => `${segment.label} · ${share.format(segment.value / total)}`);
  return { drawing: svg("svg", { class: "pie", viewBox: "0 0 220 220", "aria-hidden": "true" }, slices), keys };
}

function spoken(block, scene) {
  const number = new Intl.NumberFormat(scene.lang);
  const { chart } = block;
  const said = (points) => points.map((point) => `${point.label} ${number.format(point.value)}`).join(", ");
  const ofSeries = (series) => `${series.name}: ${said(series.data)}`;
  const parts = chart.type === "pie" ? [said(chart.segments)] : chart.series.map(ofSeries);
  return `${scene.t(`${chart.type}Chart`)}. ${block.title}. ${parts.join(". ")}.`;
}

/**
 * @param {{title: string, chart: Object}} block
 * @param {Object} scene
 * @returns {HTMLElement}
 */
export function chart(block, scene) {
  const { drawing, keys } = block.chart.type === "pie" ? pie(block.chart, scene) : plot(block.chart, scene);
  const { x_label: across, y_label: up } = block.chart.axis_config ?? {};
  const legend = keys.map((key, order) => el("li", {}, el("span", { class: `key series-${order % COLOURS}` }), key));
  return el(
    "figure",
    { class: `chart chart-${block.chart.type}` },
    el("figcaption", {}, block.title, up && el("span", { class: "axis-name" }, up)),
    el("div", { class: "drawing", role: "img", "aria-label": spoken(block, scene) }, drawing),
    across && el("p", { class: "axis-name axis-across" }, across),
    (keys.length > 1 || block.chart.type === "pie") && el("ul", { class: "legend", "aria-hidden": "true" }, legend),
  );
}
