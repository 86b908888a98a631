/** Slack's own mark-up (mrkdwn) → nodes. */
import { el, group } from "../dom.js";
import { emojiNamed, withEmoji } from "./emoji.js";
import { bracket, link, unescaped } from "./links.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

function opens(text, at) {
  const [before, after] = [text[at - 1], text[at + 1]];
  return (!before || !WORD.test(before)) && after && !/\s/.test(after) && after !== text[at];
}

function closing(text, at) {
  const mark = text[at];
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === "<" || text[i] === "`") {
      const end = text.indexOf(text[i] === "<" ? ">" : "`", i + 1);
      if (end > 0) i = end;
    } else if (text[i] === mark && i > at + 1 && !/\s/.test(text[i - 1]) && !WORD.test(text[i + 1] ?? "")) return i;
  }
  return -1;
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const EMOJI_HERE = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/y;
const URL_HERE = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~]/y;

/** Where the piece that begins here ends; -1 where none begins. */
function endOf(text, at) {
  if (text[at] === "<") return text.indexOf(">", at);
  if (text[at] === "`") return text.indexOf("`", at + 1);
  return STYLES[text[at]] && opens(text, at) ? closing(text, at) : -1;
}

function inline(text, scene) {
  const nodes = [];
  let plain = "";
  const put = (node) => {
    if (plain) nodes.push(unescaped(plain));
    plain = "";
    nodes.push(node);
  };
  for (let at = 0; at < text.length; ) {
    const mark = text[at];
    const end = endOf(text, at);
    const emoji = mark === ":" ? match(EMOJI_HERE, text, at) : null;
    const url = mark === "h" && !WORD.test(text[at - 1] ?? "") ? match(URL_HERE, text, at) : null;
    if (end > at + 1) {
      const inside = text.slice(at + 1, end);
      if (mark === "<") put(bracket(inside, scene));
      else if (mark === "`") put(el("code", {}, unescaped(inside)));
      else put(el(STYLES[mark], {}, inline(inside, scene)));
      at = end + 1;
    } else if (emoji && emojiNamed(emoji[1])) {
      put(emojiNamed(emoji[1]));
      at += emoji[0].length;
    } else if (url) {
      put(link(unescaped(url[0]), unescaped(url[0]), scene));
      at += url[0].length;
    } else {
      plain += mark;
      at += 1;
    }
  }
  if (plain) nodes.push(unescaped(plain));
  return group(...nodes);
}

function linesOf(lines, scene) {
  return lines.map((line, index) => {
    const bullet = /^(\s*)([•◦▪])\s+(.*)$/.exec(line);
    if (bullet) {
      const depth = bullet[2] === "•" && bullet[1].length < 2 ? "" : " bullet-deep";
      return el(
        "span",
        { class: `bullet${depth}` },
        el("span", { class: "bullet-mark" }, `${bullet[2]} `),
        el("span", {}, inline(bullet[3], scene)),
      );
    }
    const last = index === lines.length - 1 || /^\s*[•◦▪]\s/.test(lines[index + 1]);
    return [inline(line, scene), last ? null : el("br")];
  });
}

const QUOTE = /^(?:&gt;|>) ?/;
const LONG_QUOTE = /^(?:&gt;|>){3} ?/;

function paragraphs(text, scene) {
  const nodes = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; ) {
    if (LONG_QUOTE.test(lines[at])) {
      const rest = [lines[at].replace(LONG_QUOTE, ""), ...lines.slice(at + 1)];
      nodes.push(el("blockquote", {}, linesOf(rest, scene)));
      break;
    }
    const quoted = QUOTE.test(lines[at]);
    const from = at;
    while (at < lines.length && QUOTE.test(lines[at]) === quoted && !(at > from && LONG_QUOTE.test(lines[at]))) at += 1;
    const run = lines.slice(from, at);
    if (quoted) nodes.push(el("blockquote", {}, linesOf(run.map((line) => line.replace(QUOTE, "")), scene)));
    else nodes.push(linesOf(run, scene));
  }
  return nodes;
}

/**
 * @param {string} text as sent, with Slack's three entities
 * @param {Object} scene
 * @returns {DocumentFragment}
 */
export function mrkdwn(text, scene) {
  const pieces = text.split(/```\n?([\s\S]*?)\n?```\n?/);
  return group(
    pieces.map((piece, index) => {
      if (index % 2) return el("pre", {}, unescaped(piece));
      return piece ? paragraphs(index < pieces.length - 1 ? piece.replace(/\n$/, "") : piece, scene) : null;
    }),
  );
}

/**
 * A text object of Block Kit.
 * @param {{type: string, text: string, emoji?: boolean}} object
 * @param {Object} scene
 * @returns {Node}
 */
export function textOf(object, scene) {
  if (object.type === "mrkdwn") return mrkdwn(object.text, scene);
  // Lines and blanks stand as they were written: nothing in plain text is markup.
  return el("span", { class: "plain-text" }, plainOf(object));
}

/**
 * The words of a text object, without any mark-up: for labels, titles and options.
 * @param {{text: string, emoji?: boolean}} object
 * @returns {string}
 */
export function plainOf(object) {
  const text = unescaped(object.text);
  return object.emoji === false ? text : withEmoji(text);
}
