/** Fields that one types in. */
import { el } from "../dom.js";
import { plainOf } from "../text/mrkdwn.js";

/** "On character entered" is told when the typing rests for a moment, in milliseconds. */
const REST = 300;

function field(tag, attributes, element, block, scene, naming, convert = (text) => text || null) {
  const node = el(tag, {
    class: "field",
    placeholder: element.placeholder ? plainOf(element.placeholder) : null,
    autocomplete: "off",
    value: scene.values.bare(block, element) ?? "",
    ...attributes,
    ...naming,
  });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = Boolean(block.dispatch_action);
  let timer = 0;
  const tell = () => scene.change(block, element, convert(node.value), node);
  node.addEventListener("input", () => {
    scene.values.set(block, element, convert(node.value));
    scene.edited(block);
    clearTimeout(timer);
    if (dispatches && triggers.includes("on_character_entered")) timer = setTimeout(tell, REST);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !dispatches || !triggers.includes("on_enter_pressed")) return;
    if (tag === "textarea" && event.shiftKey) return;
    event.preventDefault();
    clearTimeout(timer);
    tell();
  });
  return node;
}

/** Plain text, in one line or several. */
export function plainText(element, block, scene, naming) {
  if (element.multiline) return field("textarea", { rows: 4 }, element, block, scene, naming);
  return field("input", { type: "text" }, element, block, scene, naming);
}

/** An e-mail address or a URL; whether it is one is said under the field, in our words. */
export function oneLine(element, block, scene, naming) {
  const type = element.type === "email_text_input" ? "email" : "url";
  return field("input", { type }, element, block, scene, naming);
}

/** A number, kept as the text that was typed. */
export function numberInput(element, block, scene, naming) {
  const inputmode = element.is_decimal_allowed ? "decimal" : "numeric";
  return field(
    "input",
    { type: "text", inputmode },
    element,
    block,
    scene,
    naming,
    (text) => text.trim().replace(",", ".") || null,
  );
}

/** Rich text: typed as plain lines here, told as Slack tells it. */
export function richText(element, block, scene, naming) {
  const wrap = (text) => {
    if (!text) return null;
    const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
    return { type: "rich_text", elements: [section] };
  };
  const node = field("textarea", { rows: element.min_lines ?? 4 }, element, block, scene, naming, wrap);
  const current = scene.values.bare(block, element);
  node.value = (current?.elements ?? []).flatMap((part) => part.elements ?? []).map((part) => part.text ?? "").join("");
  return node;
}
