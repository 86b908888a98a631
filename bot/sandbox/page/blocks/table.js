/** The table and data_table blocks. */
import { el, icon } from "../dom.js";
import { elementNode } from "../elements/element.js";
import { withEmoji } from "../text/emoji.js";
import { richTextBlock } from "./richtext.js";

/** Slack shows five rows where the app says nothing. */
const PAGE = 5;

function cellWords(cell, block, scene) {
  if (cell.type === "rich_text") return richTextBlock(cell, scene);
  if (cell.type === "action") return elementNode(cell.element, block, scene, {});
  const text = cell.text ?? new Intl.NumberFormat(scene.lang).format(cell.value);
  return withEmoji(text);
}

function alignment(cell, setting) {
  return setting?.align ?? (cell.type === "raw_number" ? "right" : "left");
}

/**
 * @param {{rows: Object[][], column_settings?: Object[]}} block the first row is the head
 * @param {Object} scene
 * @returns {HTMLElement}
 */
export function table(block, scene) {
  const settings = block.column_settings ?? [];
  const row = (cells, head) =>
    el(
      "tr",
      {},
      cells.map((cell, at) => {
        const wrap = settings[at]?.is_wrapped ? " wrapped" : "";
        return el(
          head ? "th" : "td",
          { class: `align-${alignment(cell, settings[at])}${wrap}`, scope: head ? "col" : null },
          cellWords(cell, block, scene),
        );
      }),
    );
  const [head, ...body] = block.rows;
  return el(
    "div",
    { class: "table-box", tabindex: "0" },
    el("table", {}, el("thead", {}, row(head, true)), el("tbody", {}, body.map((cells) => row(cells, false)))),
  );
}

function compare(column, lang) {
  const key = (cell) => (cell.type === "raw_number" ? cell.value : (cell.text ?? ""));
  return (a, b) => {
    const [x, y] = [key(a[column]), key(b[column])];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(
      String(y),
      lang,
      { numeric: true },
    );
  };
}

/**
 * A table with pages, sorted by a press on a column's head.
 * @param {{caption: string, rows: Object[][], page_size?: number, row_header_column_index?: number}} block
 * @param {Object} scene
 * @returns {HTMLElement}
 */
export function dataTable(block, scene) {
  const { t } = scene;
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? PAGE;
  const headColumn = block.row_header_column_index ?? 0;
  let sorted = rows;
  let by = null;
  let from = 0;

  const body = el("tbody");
  const range = el("span", { role: "status" });
  const step = (by_, name, label) => el(
    "button",
    {
      type: "button",
      class: "button icon-only",
      "aria-label": t(label),
      title: t(label),
      onclick: () => draw(from + by_ * size),
    },
    icon(name),
  );
  const [back, on] = [step(-1, "left", "previousPage"), step(1, "right", "nextPage")];
  const heads = head.map((cell, column) => {
    const words = cell.text ?? String(cell.value);
    const mark = el("span", { class: "sort-mark", "aria-hidden": "true" });
    const press = () => {
      by = by?.column === column ? { column, down: !by.down } : { column, down: false };
      sorted = [...rows].sort(compare(column, scene.lang));
      if (by.down) sorted.reverse();
      heads.forEach((node, at) => {
        node.setAttribute("aria-sort", at === column ? (by.down ? "descending" : "ascending") : "none");
        node.querySelector(".sort-mark").replaceChildren(at === column ? icon(by.down ? "fall" : "up") : "");
      });
      draw(0);
    };
    const numeric = rows.every((cells) => cells[column].type === "raw_number");
    return el(
      "th",
      { scope: "col", class: numeric ? "align-right" : "align-left", "aria-sort": "none" },
      el("button", { type: "button", title: t("sortBy", { name: words }), onclick: press }, withEmoji(words), mark),
    );
  });
  const draw = (start) => {
    from = Math.max(0, Math.min(start, Math.floor((rows.length - 1) / size) * size));
    const page = sorted.slice(from, from + size);
    body.replaceChildren(
      ...page.map((cells) =>
        el(
          "tr",
          {},
          cells.map((cell, at) => el(
            at === headColumn ? "th" : "td",
            { class: `align-${alignment(cell)}`, scope: at === headColumn ? "row" : null },
            cellWords(cell, block, scene),
          )),
        ),
      ),
    );
    range.textContent = t("pageOf", { from: from + 1, to: from + page.length, total: rows.length });
    back.disabled = from === 0;
    on.disabled = from + size >= rows.length;
  };
  draw(0);
  return el(
    "div",
    { class: "data-table" },
    el(
      "div",
      { class: "table-box", tabindex: "0" },
      el("table", {}, el("caption", {}, block.caption), el("thead", {}, el("tr", {}, heads)), body),
    ),
    rows.length > size && el("div", { class: "table-foot" }, range, back, on),
  );
}
