/** JSON as people like to read it. */
import { el } from "./dom.js";

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/**
 * @param {*} value what JSON can hold; a string stays as it is
 * @returns {HTMLElement}
 */
export function jsonNode(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  const nodes = [];
  let at = 0;
  if (typeof value !== "string") {
    for (const found of text.matchAll(TOKEN)) {
      const [whole, string, colon, word] = found;
      nodes.push(text.slice(at, found.index));
      const kind = string ? (colon ? "key" : "string") : word ? "word" : "number";
      nodes.push(el("span", { class: `json-${kind}` }, string ?? whole), colon ?? "");
      at = found.index + whole.length;
    }
  }
  nodes.push(text.slice(at));
  return el("pre", { class: "json", tabindex: "0" }, nodes);
}
