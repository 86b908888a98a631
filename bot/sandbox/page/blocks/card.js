/** Blocks that frame things: image, alert, card, carousel, container. */
import { el, freshId, icon } from "../dom.js";
import { elementNode } from "../elements/element.js";
import { plainOf, textOf } from "../text/mrkdwn.js";
import { richTextBlock } from "./richtext.js";

function picture(source, alt, className) {
  return el("img", { class: className, src: source, alt, loading: "lazy" });
}

/** An image with its title. */
export function image(block) {
  const source = block.image_url ?? block.slack_file?.url;
  return el(
    "figure",
    { class: "image-block" },
    block.title && el("figcaption", {}, plainOf(block.title)),
    picture(source, block.alt_text, "image-large"),
  );
}

/** Words that call for attention in a modal. */
export function alertBlock(block, scene) {
  const level = block.level ?? "default";
  const mark = { warning: "warning", error: "warning", success: "check" }[level] ?? "info";
  return el(
    "div",
    { class: `alert alert-${level}`, role: level === "error" ? "alert" : "note" },
    icon(mark),
    el("div", {}, textOf(block.text, scene)),
  );
}

/** A card. */
export function card(block, scene) {
  const title = block.title && freshId("card");
  return el(
    "article",
    { class: "card", "aria-labelledby": title },
    block.hero_image && picture(block.hero_image.image_url, block.hero_image.alt_text, "card-hero"),
    el(
      "div",
      { class: "card-head" },
      block.icon && picture(block.icon.image_url, block.icon.alt_text, "card-icon"),
      el(
        "div",
        {},
        block.title && el("div", { class: "card-title", id: title }, textOf(block.title, scene)),
        block.subtitle && el("div", { class: "card-subtitle" }, textOf(block.subtitle, scene)),
      ),
    ),
    block.body && el("div", { class: "card-body" }, textOf(block.body, scene)),
    block.subtext && el("div", { class: "card-subtitle" }, textOf(block.subtext, scene)),
    block.actions && el(
      "div",
      { class: "block-actions" },
      block.actions.map((element) => elementNode(element, block, scene, {})),
    ),
  );
}

/** Cards in a row that scrolls sideways. */
export function carousel(block, scene) {
  return el(
    "div",
    { class: "carousel", role: "group", "aria-label": scene.t("cards"), tabindex: "0" },
    block.elements.map((one) => card(one, scene)),
  );
}

/**
 * A frame around other blocks, that may fold.
 * @param {Object} block
 * @param {Object} scene
 * @param {function(Object[], Object): Node} blocksNode draws what is inside
 * @returns {HTMLElement}
 */
export function container(block, scene, blocksNode) {
  const words = el(
    "span",
    { class: "container-words" },
    el(
      "span",
      { class: "container-title" },
      block.rich_text_title ? richTextBlock(block.rich_text_title, scene) : plainOf(block.title),
    ),
    block.subtitle && el("span", { class: "container-subtitle" }, textOf(block.subtitle, scene)),
  );
  const mark = block.icon && picture(block.icon.image_url, block.icon.alt_text, "card-icon");
  const inside = el("div", { class: "container-inside" }, blocksNode(block.child_blocks, scene));
  const ruled = block.has_header_divider ? " container-ruled" : "";
  const className = `container container-${block.width ?? "standard"}${ruled}`;
  if (!block.is_collapsible) return el(
    "section",
    { class: className },
    el("div", { class: "container-head" }, mark, words),
    inside,
  );
  const key = `${block.block_id}`;
  const open = scene.unfolded.get(key) ?? !block.default_collapsed;
  const fold = el(
    "details",
    { class: className, open },
    el("summary", { class: "container-head" }, icon("right"), mark, words),
    inside,
  );
  fold.addEventListener("toggle", () => scene.unfolded.set(key, fold.open));
  return fold;
}
