/** Checkboxes and radio buttons. */
import { el, freshId } from "../dom.js";
import { textOf } from "../text/mrkdwn.js";

function choices(element, block, scene, naming, kind, isOn, changed) {
  const name = freshId("choice");
  const rows = element.options.map((option) => {
    const id = freshId("option");
    const hint = option.description && freshId("description");
    const box = el(
      "input",
      { type: kind, id, name, value: option.value, checked: isOn(option), "aria-describedby": hint },
    );
    box.addEventListener("change", async () => {
      const before = rows.map((row) => row.box.defaultChecked);
      if (await changed(option, box.checked)) rows.forEach((row) => (row.box.defaultChecked = row.box.checked));
      else rows.forEach((row, at) => (row.box.checked = before[at]));
    });
    box.defaultChecked = box.checked;
    const label = el("label", { for: id }, textOf(option.text, scene));
    const words = el(
      "div",
      { class: "choice-row-words" },
      label,
      option.description && el("div", { id: hint, class: "choice-description" }, textOf(option.description, scene)),
    );
    return { box, node: el("div", { class: "choice-row" }, box, words) };
  });
  const role = kind === "radio" ? "radiogroup" : "group";
  const { id: _id, ...labels } = naming;
  return el("div", { class: "choice-rows", role, ...labels }, rows.map((row) => row.node));
}

/** Several of the options. */
export function checkboxes(element, block, scene, naming) {
  const current = () => scene.values.bare(block, element);
  const isOn = (option) => current().some((one) => one.value === option.value);
  return choices(element, block, scene, naming, "checkbox", isOn, (option, on) => {
    const kept = element.options.filter((one) => (one.value === option.value ? on : isOn(one)));
    return scene.change(block, element, kept);
  });
}

/** One of the options. */
export function radios(element, block, scene, naming) {
  const isOn = (option) => scene.values.bare(block, element)?.value === option.value;
  return choices(element, block, scene, naming, "radio", isOn, (option) => scene.change(block, element, option));
}
