/** Buttons and overflow menus. */
import { el, icon } from "../dom.js";
import { menuButton } from "../menu.js";
import { plainOf } from "../text/mrkdwn.js";

function visit(url) {
  if (/^https?:/i.test(url)) open(url, "_blank", "noopener,noreferrer");
}

/** A button; `url` also opens a page, as in Slack. */
export function button(element, block, scene) {
  const tone = element.style ? ` ${element.style}` : "";
  const node = el(
    "button",
    { type: "button", class: `button${tone}`, "aria-label": element.accessibility_label },
    plainOf(element.text),
  );
  node.addEventListener("click", async () => {
    const done = await scene.press(block, element, element.value === undefined ? {} : { value: element.value }, node);
    if (done && element.url) visit(element.url);
  });
  return node;
}

/** Three dots that open a menu; its words name the row it belongs to, for those who do not see the row. */
export function overflow(element, block, scene, _naming, row) {
  const words = row ? `${scene.t("moreOptions")}: ${row}` : scene.t("moreOptions");
  const node = el(
    "button",
    { type: "button", class: "button icon-only", "aria-label": words, title: scene.t("moreOptions") },
    icon("more"),
  );
  const items = () =>
    element.options.map((option) => ({
      label: plainOf(option.text),
      description: option.description && plainOf(option.description),
      async pick() {
        const done = await scene.press(block, element, { selected_option: option }, node);
        if (done && option.url) visit(option.url);
      },
    }));
  menuButton(node, items, { label: words, alignEnd: true });
  return node;
}

/** A small button with an icon; its words are said, not shown. */
export function iconButton(element, block, scene) {
  const words = element.accessibility_label ?? plainOf(element.text);
  const node = el(
    "button",
    { type: "button", class: "button icon-only", "aria-label": words, title: words },
    icon("close"),
  );
  node.addEventListener(
    "click",
    () => scene.press(block, element, element.value === undefined ? {} : { value: element.value }, node),
  );
  return node;
}

/** Two buttons that say good or bad. */
export function feedback(element, block, scene) {
  const one = (side, fallback) => {
    const words = side?.text ? plainOf(side.text) : fallback;
    const node = el("button", { type: "button", class: "button", "aria-label": side?.accessibility_label }, words);
    node.addEventListener("click", () => scene.press(block, element, { value: side?.value }, node));
    return node;
  };
  return el(
    "span",
    { class: "feedback" },
    one(element.positive_button, scene.t("goodAnswer")),
    one(element.negative_button, scene.t("badAnswer")),
  );
}
