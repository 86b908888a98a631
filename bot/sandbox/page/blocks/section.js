/** The section block: text, fields, and something at its side. */
import { el, freshId, group } from "../dom.js";
import { elementNode } from "../elements/element.js";
import { plainOf, textOf } from "../text/mrkdwn.js";

const LONG = 700;

/** Text longer than a screenful is folded, as Slack folds it, unless the block says expand. */
function folded(block, scene, id) {
  const words = el("div", { class: "section-text", id }, textOf(block.text, scene));
  if (block.expand || block.text.text.length < LONG || scene.kind !== "message") return words;
  const button = el("button", { type: "button", class: "link", "aria-expanded": false }, scene.t("seeMore"));
  words.classList.add("folded");
  button.addEventListener("click", () => {
    const open = words.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!open));
    button.textContent = scene.t(open ? "seeMore" : "seeLess");
  });
  return el("div", {}, words, button);
}

/**
 * The first line of a section without its mark-up: what its menu is about.
 * @param {Object} block
 * @returns {string}
 */
export function firstWords(block) {
  const object = block.text ?? block.fields?.[0];
  if (!object) return "";
  const shown = object.text
    .replace(/<[^|<>]*\|([^<>]*)>/g, "$1")
    .replace(/<[^<>]*>/g, "")
    .split("\n")[0];
  return plainOf({ text: shown.replace(/[*_~`]/g, "") }).trim().slice(0, 60);
}

/**
 * @param {Object} block
 * @param {Object} scene
 * @returns {DocumentFragment|HTMLElement}
 */
export function section(block, scene) {
  const id = freshId("section");
  const words = group(
    block.text && folded(block, scene, id),
    block.fields && el(
      "div",
      { class: "fields", id: block.text ? null : id },
      block.fields.map((field) => el("div", { class: "section-field" }, textOf(field, scene))),
    ),
  );
  const accessory = block.accessory;
  if (!accessory) return words;
  const naming = accessory.placeholder ? {
    "aria-label": plainOf(accessory.placeholder),
    "aria-describedby": id,
  } : { "aria-labelledby": id };
  const wide = /select|picker|checkboxes|radio/.test(accessory.type);
  return el(
    "div",
    { class: "with-accessory" },
    el("div", { class: "section-words" }, words),
    el(
      "div",
      { class: `accessory${wide ? " accessory-wide" : ""}` },
      elementNode(accessory, block, scene, naming, firstWords(block)),
    ),
  );
}
