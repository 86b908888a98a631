/** Standard Markdown, as the `markdown` block takes it → nodes. */
import { el, group } from "../dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./links.js";

const INLINE = [
  [/^`([^`]+)`/, (m) => el("code", {}, m[1])],
  [/^!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (m, scene) => link(m[2], m[1] || m[2], scene)],
  [/^\[([^\]]+)\]\(([^)\s]+)[^)]*\)/, (m, scene) => link(m[2], inline(m[1], scene), scene)],
  [/^<(https?:[^>\s]+)>/, (m, scene) => link(m[1], m[1], scene)],
  [/^(\*\*|__)(?=\S)([\s\S]*?\S)\1/, (m, scene) => el("strong", {}, inline(m[2], scene))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (m, scene) => el("s", {}, inline(m[1], scene))],
  [/^\*(?=\S)([^*]*\S)\*/, (m, scene) => el("em", {}, inline(m[1], scene))],
  [/^_(?=\S)([^_]*\S)_(?![\p{L}\p{N}])/u, (m, scene) => el("em", {}, inline(m[1], scene))],
  [/^https?:\/\/[^\s<>]*[^\s<>.,;:!?)]/, (m, scene) => link(m[0], m[0], scene)],
];

function inline(text, scene) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] === "\\" && /[\\`*_{}[\]()#+\-.!~|>]/.test(text[at + 1] ?? "")) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const rest = text.slice(at);
    const inWord = /[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
    const tried = INLINE.map(([pattern, make]) => [pattern.exec(rest), make]);
    const found = tried.find(([m]) => m && !(inWord && /^[_h]/.test(m[0])));
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(withEmoji(plain));
    plain = "";
    nodes.push(found[1](found[0], scene));
    at += found[0][0].length;
  }
  if (plain) nodes.push(withEmoji(plain));
  return group(nodes);
}

const ITEM = /^(\s*)(?:([-*+])|(\d+)[.)])\s+(\[[ xX]\]\s+)?(.*)$/;

const ENDS_PARAGRAPH = /^(\s*$|#{1,6}\s|>|```)/;

function list(lines, from, scene) {
  const first = ITEM.exec(lines[from]);
  const depth = first[1].length;
  const node = el(first[2] ? "ul" : "ol", first[3] ? { start: first[3] } : {});
  let at = from;
  while (at < lines.length) {
    const item = ITEM.exec(lines[at]);
    if (item && item[1].length > depth + 1 && node.lastChild) {
      const [inner, next] = list(lines, at, scene);
      node.lastChild.append(inner);
      at = next;
    } else if (item && item[1].length >= depth - 1 && Boolean(item[2]) === Boolean(first[2])) {
      const box = item[4] && el("input", { type: "checkbox", disabled: true, checked: /x/i.test(item[4]) });
      node.append(el("li", {}, box, box && " ", inline(item[5], scene)));
      at += 1;
    } else break;
  }
  return [node, at];
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function table(lines, from, scene) {
  let at = from + 2;
  while (at < lines.length && lines[at].includes("|")) at += 1;
  const head = cells(lines[from]).map((cell) => el("th", { scope: "col" }, inline(cell, scene)));
  const rows = lines.slice(from + 2, at).map((line) => el(
    "tr",
    {},
    cells(line).map((cell) => el("td", {}, inline(cell, scene))),
  ));
  return [
    el(
      "div",
      { class: "table-box", tabindex: "0" },
      el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)),
    ),
    at,
  ];
}

/**
 * @param {string} text
 * @param {Object} scene
 * @returns {DocumentFragment}
 */
export function markdown(text, scene) {
  const lines = text.split("\n");
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    let until = at + 1;
    if (!line.trim()) {
      at += 1;
    } else if (line.startsWith("```")) {
      while (until < lines.length && !lines[until].startsWith("```")) until += 1;
      nodes.push(el("pre", {}, lines.slice(at + 1, until).join("\n")));
      at = until + 1;
    } else if (heading) {
      nodes.push(el(
        `h${Math.min(6, heading[1].length + 2)}`,
        { class: "markdown-heading" },
        inline(heading[2], scene),
      ));
      at += 1;
    } else if (/^(-{3,}|\*{3,}|_{3,})\s*$/.test(line)) {
      nodes.push(el("hr"));
      at += 1;
    } else if (line.startsWith(">")) {
      while (until < lines.length && lines[until].startsWith(">")) until += 1;
      nodes.push(el(
        "blockquote",
        {},
        markdown(lines.slice(at, until).map((quoted) => quoted.replace(/^> ?/, "")).join("\n"), scene),
      ));
      at = until;
    } else if (ITEM.test(line)) {
      const [node, next] = list(lines, at, scene);
      nodes.push(node);
      at = next;
    } else if (line.includes("|") && /^[\s|:-]+$/.test(lines[at + 1] ?? "") && lines[at + 1].includes("-")) {
      const [node, next] = table(lines, at, scene);
      nodes.push(node);
      at = next;
    } else {
      while (until < lines.length && !ENDS_PARAGRAPH.test(lines[until]) && !ITEM.test(lines[until])) until += 1;
      nodes.push(el(
        "p",
        {},
        lines.slice(at, until).map((words, index) => [index ? el("br") : null, inline(words, scene)]),
      ));
      at = until;
    }
  }
  return group(nodes);
}
