/** Building DOM nodes. Everything the page shows is made here: text is always a text node, never markup. */
import { ICONS } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "scrollTop"]);

function assign(node, name, value) {
  if (value === undefined || value === null) return;
  if (name.startsWith("aria-")) node.setAttribute(name, String(value));
  else if (value === false) return;
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

function fill(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child);
  }
  return node;
}

/**
 * An HTML element.
 * @param {string} tag
 * @param {Object<string, *>} [props] attributes; `onclick` and the like are listeners; null and false are left out
 * @param {...(Node|string|Array|null|false)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) assign(node, name, value);
  return fill(node, children);
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Object<string, *>} [props]
 * @param {...(Node|string|Array|null|false)} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  return fill(node, children);
}

/**
 * A decorative icon; its button carries the words.
 * @param {string} name a key of ICONS
 * @returns {SVGElement}
 */
export function icon(name) {
  return svg(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    ICONS[name].map((d) => svg("path", { d })),
  );
}

/**
 * An element inside a fragment of several nodes.
 * @param {...(Node|string|Array|null|false)} children
 * @returns {DocumentFragment}
 */
export function group(...children) {
  return fill(document.createDocumentFragment(), children);
}

let counter = 0;

/**
 * An id that no other element of the page has.
 * @param {string} stem
 * @returns {string}
 */
export function freshId(stem) {
  counter += 1;
  return `${stem}-${counter}`;
}
