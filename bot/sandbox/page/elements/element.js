/** Which file draws which element of Block Kit. */
import { el } from "../dom.js";
import { button, feedback, iconButton, overflow } from "./button.js";
import { checkboxes, radios } from "./choices.js";
import { date, dateTime, time } from "./date.js";
import { fileInput } from "./file.js";
import { externalSelect, peopleSelect, placeSelect, staticSelect } from "./select.js";
import { numberInput, oneLine, plainText, richText } from "./text.js";

const DRAW = {
  button,
  workflow_button: button,
  overflow,
  icon_button: iconButton,
  feedback_buttons: feedback,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  external_select: externalSelect,
  multi_external_select: externalSelect,
  users_select: peopleSelect,
  multi_users_select: peopleSelect,
  conversations_select: placeSelect,
  multi_conversations_select: placeSelect,
  channels_select: placeSelect,
  multi_channels_select: placeSelect,
  datepicker: date,
  timepicker: time,
  datetimepicker: dateTime,
  checkboxes,
  radio_buttons: radios,
  plain_text_input: plainText,
  rich_text_input: richText,
  number_input: numberInput,
  email_text_input: oneLine,
  url_text_input: oneLine,
  file_input: fileInput,
};

/**
 * @param {Object} element
 * @param {Object} block that holds it
 * @param {Object} scene
 * @param {Object<string, string>} naming what names the control for everybody: aria-label or aria-labelledby,
 *   aria-describedby, id
 * @param {string} [row] the words of the row it stands in, for menus that look alike
 * @returns {HTMLElement}
 */
export function elementNode(element, block, scene, naming, row = "") {
  if (element.type === "image") return el("img", { class: "thumbnail", src: element.image_url, alt: element.alt_text });
  const draw = DRAW[element.type];
  if (!draw) return el("p", { class: "unknown", role: "alert" }, scene.t("unknownBlock", { kind: element.type }));
  const node = draw(element, block, scene, naming, row);
  const isControl = node.matches("button, input, textarea");
  const control = isControl ? node : (node.querySelector("[role=combobox], button, input, textarea") ?? node);
  control.dataset.place = `${block.block_id}/${element.action_id}`;
  if (element.focus_on_load) control.dataset.first = "";
  return node;
}
