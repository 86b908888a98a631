/** Menus that open from a button, with the keyboard habits of menus. */
import { el, icon } from "./dom.js";
import { floatBy } from "./popup.js";

function itemNode(item) {
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  return el(
    "button",
    {
      type: "button",
      class: `menu-item${item.danger ? " danger" : ""}`,
      role,
      tabindex: "-1",
      "aria-checked": item.checked,
    },
    item.before,
    el(
      "span",
      { class: "menu-words" },
      el("span", { class: "menu-label" }, item.label),
      item.description && el("span", { class: "menu-description" }, item.description),
    ),
    item.checked && icon("check"),
  );
}

/**
 * @typedef {{label: string|Node, description?: string, before?: Node, checked?: boolean, danger?: boolean,
 *   pick: function(): void}} MenuItem
 */

/**
 * Make a button open a menu.
 * @param {HTMLButtonElement} button
 * @param {function(): MenuItem[]} items asked each time the menu opens
 * @param {{label: string|function(): string, alignEnd?: boolean, above?: boolean, note?: string}} options note stands in an empty menu
 */
export function menuButton(button, items, options) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  let open = null;

  const close = (refocus) => {
    if (!open) return;
    open.close();
    open = null;
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  };
  const show = () => {
    const entries = items();
    const nodes = entries.map(itemNode);
    const box = el("div", { class: "menu", role: "menu", "aria-label": typeof options.label === "string" ? options.label : options.label() });
    box.append(...nodes);
    if (!nodes.length) box.append(el(
      "p",
      { class: "menu-note", role: "menuitem", "aria-disabled": true, tabindex: "-1" },
      options.note ?? "",
    ));
    const move = (to) => nodes[(to + nodes.length) % nodes.length]?.focus();
    nodes.forEach((node, index) => {
      node.addEventListener("click", () => {
        close(true);
        entries[index].pick();
      });
    });
    box.addEventListener("keydown", (event) => {
      const at = nodes.indexOf(document.activeElement);
      const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 };
      if (event.key in moves) move(moves[event.key]);
      else if (event.key === "Escape") close(true);
      else if (event.key === "Tab") return close(true);
      else if (event.key.length === 1 && event.key !== " ") {
        const next = [...nodes.slice(at + 1), ...nodes.slice(0, at + 1)];
        next.find((node) => node.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    open = floatBy(button, box, { ...options, onOutside: () => close(false) });
    button.setAttribute("aria-expanded", "true");
    (nodes[Math.max(0, entries.findIndex((entry) => entry.checked))] ?? box.firstChild)?.focus();
  };
  button.addEventListener("click", () => (open ? close(true) : show()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || open) return;
    event.preventDefault();
    show();
  });
}
