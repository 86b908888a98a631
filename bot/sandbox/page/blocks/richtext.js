/** The rich_text block. Its text is literal: no mark-up and no entities. */
import { el, group } from "../dom.js";
import { emojiNamed } from "../text/emoji.js";
import { channelMention, link, personMention } from "../text/links.js";
import { slackDate } from "../text/when.js";

const STYLE = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function styled(node, style = {}) {
  return Object.keys(STYLE).reduce((inner, name) => (style[name] ? el(STYLE[name], {}, inner) : inner), node);
}

function lines(text) {
  return text.split("\n").map((line, index) => [index ? el("br") : null, line]);
}

/** "1f44b-1f3fd" → the characters. */
function ofCodes(codes) {
  return codes && String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));
}

const PARTS = {
  text: (part) => group(lines(part.text)),
  link: (part, scene) => link(part.url, part.text ?? part.url, scene),
  emoji: (part) => emojiNamed(part.name) ?? ofCodes(part.unicode) ?? `:${part.name}:`,
  user: (part, scene) => personMention(part.user_id, undefined, scene),
  channel: (part, scene) => channelMention(part.channel_id, undefined, scene),
  usergroup: (part) => el("span", { class: "mention" }, `@${part.usergroup_id}`),
  broadcast: (part) => el("span", { class: "mention" }, `@${part.range}`),
  date: (part, scene) => el("time", { title: part.fallback }, slackDate(part.timestamp, part.format, scene)),
  color: (part) => el("code", {}, part.value),
};

function inline(elements, scene) {
  return elements.map((part) => styled(PARTS[part.type]?.(part, scene) ?? "", part.style));
}

/** Lists come flat, each with its depth; a deeper one belongs to the last item before it. */
function nested(elements, scene) {
  const roots = [];
  const path = [];
  for (const part of elements) {
    if (part.type !== "rich_text_list") {
      path.length = 0;
      roots.push(PART_BLOCKS[part.type]?.(part, scene) ?? "");
      continue;
    }
    const depth = Math.min(part.indent ?? 0, path.length);
    const tag = part.style === "ordered" ? "ol" : "ul";
    const node = el(
      tag,
      { start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => el("li", {}, inline(item.elements, scene))),
    );
    const parent = depth ? path[depth - 1].lastElementChild : null;
    if (parent) parent.append(node);
    else roots.push(node);
    path.length = depth;
    path.push(node);
  }
  return roots;
}

const PART_BLOCKS = {
  rich_text_section: (part, scene) => el("p", {}, inline(part.elements, scene)),
  rich_text_quote: (part, scene) => el("blockquote", {}, inline(part.elements, scene)),
  rich_text_preformatted: (part, scene) => el("pre", {}, inline(part.elements, scene)),
};

/**
 * @param {{elements: Object[]}} block
 * @param {Object} scene
 * @returns {HTMLElement}
 */
export function richTextBlock(block, scene) {
  return el("div", { class: "rich-text" }, nested(block.elements, scene));
}
