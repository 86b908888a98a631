/** Dialogs over one person's pane. The other pane stays free: two people never block each other. */
import { el, freshId } from "./dom.js";

const FOCUSABLE = ':is(button, input, textarea, select):not([disabled]), a[href], [tabindex="0"]';

function focusables(node) {
  return [...node.querySelectorAll(FOCUSABLE)].filter((item) => item.offsetParent !== null && !item.closest("[inert]"));
}

/**
 * Lay a dialog over a host, make what is under it inert, and keep the focus inside.
 * @param {HTMLElement} host
 * @param {HTMLElement} dialog
 * @param {{onEscape: function(): void, first?: HTMLElement|null, over?: HTMLElement|null}} options
 *   first takes the focus; `over` gets it back at the end where the element that had it is gone
 * @returns {function(): void} takes the dialog away and gives the focus back
 */
export function layOver(host, dialog, options) {
  const under = [...host.children].filter((child) => !child.inert && !child.classList.contains("toasts"));
  const before = document.activeElement;
  const overlay = el("div", { class: "overlay", "data-popup-root": true }, dialog);
  dialog.tabIndex = -1;
  overlay.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      options.onEscape();
    } else if (event.key === "Tab") {
      const items = focusables(dialog);
      const at = items.indexOf(document.activeElement);
      const edge = event.shiftKey ? at <= 0 : at === items.length - 1;
      if (!edge) return;
      event.preventDefault();
      (event.shiftKey ? items.at(-1) : items[0])?.focus();
    }
  });
  host.append(overlay);
  for (const child of under) child.inert = true;
  (options.first ?? dialog).focus();
  return () => {
    for (const child of under) child.inert = false;
    overlay.remove();
    if (before?.isConnected && before !== document.body) before.focus();
    else options.over?.focus();
  };
}

/**
 * Ask before doing.
 * @param {HTMLElement} host
 * @param {{title: string|Node, text: string|Node, confirm: string, deny: string, danger?: boolean}} words
 * @returns {Promise<boolean>}
 */
export function askFirst(host, words) {
  return new Promise((resolve) => {
    let remove = () => {};
    const settle = (answer) => {
      remove();
      resolve(answer);
    };
    const [title, text] = [freshId("confirm"), freshId("confirm")];
    const tone = words.danger ? "danger" : "primary";
    const go = el("button", { type: "button", class: `button ${tone}`, onclick: () => settle(true) }, words.confirm);
    const dialog = el(
      "div",
      {
        class: "dialog confirm",
        role: "alertdialog",
        "aria-modal": true,
        "aria-labelledby": title,
        "aria-describedby": text,
      },
      el("h2", { id: title }, words.title),
      el("div", { id: text, class: "confirm-text" }, words.text),
      el(
        "div",
        { class: "dialog-foot" },
        el("button", { type: "button", class: "button", onclick: () => settle(false) }, words.deny),
        go,
      ),
    );
    remove = layOver(host, dialog, { onEscape: () => settle(false), first: go });
  });
}

/**
 * A passing notice in words.
 * @param {HTMLElement} host holds an element of class "toasts"
 * @param {string} sentence
 */
export function toast(host, sentence) {
  const node = el("p", { class: "toast", role: "alert" }, sentence);
  host.querySelector(":scope > .toasts").append(node);
  setTimeout(() => node.remove(), 9000);
}
