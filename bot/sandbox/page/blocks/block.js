/** Which file draws which block of Block Kit. */
import { el, group } from "../dom.js";
import { elementNode } from "../elements/element.js";
import { markdown } from "../text/markdown.js";
import { plainOf, textOf } from "../text/mrkdwn.js";
import { alertBlock, card, carousel, container, image } from "./card.js";
import { chart } from "./chart.js";
import { input } from "./input.js";
import { richTextBlock } from "./richtext.js";
import { firstWords, section } from "./section.js";
import { dataTable, table } from "./table.js";

function header(block, scene) {
  const level = Math.min(6, scene.headingLevel + (block.level ?? 1) - 1);
  return el(`h${level}`, { class: "block-title" }, plainOf(block.text));
}

function context(block, scene) {
  return block.elements.map((element) => {
    if (element.type === "image") return el(
      "img",
      { class: "context-image", src: element.image_url, alt: element.alt_text },
    );
    return el("span", { class: "context-text" }, textOf(element, scene));
  });
}

function actions(block, scene, row) {
  return block.elements.map((element) => {
    const words = element.placeholder ? plainOf(element.placeholder) : scene.t("chooseOne");
    return elementNode(element, block, scene, { "aria-label": words }, row);
  });
}

function video(block, scene) {
  return el(
    "p",
    {},
    el(
      "a",
      { href: block.title_url ?? block.video_url, target: "_blank", rel: "noopener noreferrer" },
      plainOf(block.title),
    ),
    ` ${block.author_name ?? scene.t("app")}`,
  );
}

const DRAW = {
  header,
  section,
  context,
  actions,
  context_actions: actions,
  input,
  image,
  video,
  divider: () => el("hr"),
  rich_text: richTextBlock,
  markdown: (block, scene) => el("div", { class: "markdown" }, markdown(block.text, scene)),
  table,
  data_table: dataTable,
  data_visualization: chart,
  alert: alertBlock,
  card,
  carousel: (block, scene) => carousel(block, scene),
  container: (block, scene) => container(block, scene, blocksNode),
};

/**
 * Draw blocks in order.
 * @param {Object[]} blocks
 * @param {Object} scene see scene.js
 * @returns {DocumentFragment}
 */
export function blocksNode(blocks, scene) {
  let row = "";
  return group(
    blocks.map((block) => {
      if (block.type === "section") row = firstWords(block);
      const draw = DRAW[block.type];
      const inside = draw ? draw(block, scene, row) : el(
        "p",
        { class: "unknown", role: "alert" },
        scene.t("unknownBlock", { kind: String(block.type) }),
      );
      return el("div", { class: `block block-${block.type}` }, inside);
    }),
  );
}
