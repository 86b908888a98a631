/** The input block: a label, a field, a hint, and what is wrong with it. */
import { el, freshId, icon } from "../dom.js";
import { elementNode } from "../elements/element.js";
import { plainOf } from "../text/mrkdwn.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/**
 * @param {Object} block
 * @param {Object} scene `scene.fault(block)` gives the words of a field error, or undefined
 * @returns {HTMLElement}
 */
export function input(block, scene) {
  const [labelId, fieldId, hintId, faultId] = ["label", "field", "hint", "fault"].map(freshId);
  const fault = scene.fault(block);
  const isGroup = GROUPS.has(block.element.type);
  const described = [fault && faultId, block.hint && hintId].filter(Boolean).join(" ") || null;
  const control = elementNode(block.element, block, scene, {
    "aria-labelledby": labelId,
    "aria-describedby": described,
    "aria-invalid": fault ? true : null,
    "aria-required": block.optional || isGroup ? null : true,
    id: isGroup ? null : fieldId,
  });
  const words = el("span", { id: labelId }, plainOf(block.label));
  const more = block.optional && el("span", { class: "optional" }, ` ${scene.t("optional")}`);
  return el(
    "div",
    { class: `input-block${fault ? " faulty" : ""}`, dataset: { block: block.block_id } },
    el(isGroup ? "div" : "label", { class: "input-label", for: isGroup ? null : fieldId }, words, more),
    control,
    fault && el("p", { class: "fault", id: faultId, role: "alert" }, icon("warning"), el("span", {}, fault)),
    block.hint && el("p", { class: "hint", id: hintId }, plainOf(block.hint)),
  );
}
