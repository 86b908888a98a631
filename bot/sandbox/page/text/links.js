/** Links and mentions. Only addresses that cannot run anything become links. */
import { el } from "../dom.js";
import { nameOf } from "../people.js";
import { slackDate } from "./when.js";

const SAFE = /^(https?:|mailto:|tel:)/i;
const PERMALINK = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/;

/**
 * Only &amp; &lt; and &gt; are entities in Slack; everything else is as written.
 * @param {string} text
 * @returns {string}
 */
export function unescaped(text) {
  const plain = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => plain[entity]);
}

/**
 * @param {string} address
 * @param {string|Node} words
 * @param {Object} scene knows the reader and follows links inside the workspace
 * @returns {Node} plain text where the address is not of a kind that may be followed
 */
export function link(address, words, scene) {
  if (address.startsWith("slack://app")) {
    return el("button", { type: "button", class: "link", onclick: () => scene.openApp() }, words);
  }
  if (!SAFE.test(address)) return el("span", {}, words);
  const url = new URL(address, location.href);
  const permalink = PERMALINK.exec(url.pathname);
  if (permalink) {
    const follow = (event) => {
      event.preventDefault();
      scene.openMessage(permalink[1], `${permalink[2]}.${permalink[3]}`);
    };
    return el("a", { href: url.href, onclick: follow }, words);
  }
  if (url.origin === location.origin && url.pathname.startsWith("/files/")) url.searchParams.set("as", scene.me.id);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, words);
}

/**
 * @param {string} id of a person
 * @param {string|undefined} words as sent, for somebody we do not know
 * @param {Object} scene
 * @returns {Node}
 */
export function personMention(id, words, scene) {
  const person = scene.person(id);
  const mine = id === scene.me.id ? " mention-me" : "";
  return el("span", { class: `mention${mine}` }, `@${person ? nameOf(person) : (words ?? id)}`);
}

/**
 * @param {string} id of a channel
 * @param {string|undefined} words as sent
 * @param {Object} scene
 * @returns {Node} a button where the reader is in the channel
 */
export function channelMention(id, words, scene) {
  const channel = scene.channel(id);
  if (!channel) return el("span", { class: "mention" }, `#${words || id}`);
  return el("button", { type: "button", class: "mention", onclick: () => scene.openChannel(id) }, `#${channel.name}`);
}

function special(body, scene) {
  const [command, ...rest] = body.slice(1).split("|");
  const words = rest.length ? unescaped(rest.join("|")) : undefined;
  if (command.startsWith("date^")) {
    const [, seconds, format, address] = command.split("^");
    const text = Number.isFinite(Number(seconds)) ? slackDate(
      Number(seconds),
      unescaped(format),
      scene,
    ) : (words ?? "");
    const node = el("time", { title: words }, text);
    return address ? link(unescaped(address), node, scene) : node;
  }
  if (command.startsWith("subteam^")) return el("span", { class: "mention" }, words ?? command.slice(8));
  return el("span", { class: "mention" }, `@${words ?? command}`);
}

/**
 * What stands between < and > in Slack's text.
 * @param {string} body without the brackets
 * @param {Object} scene
 * @returns {Node}
 */
export function bracket(body, scene) {
  if (body.startsWith("!")) return special(body, scene);
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const words = bar < 0 ? undefined : unescaped(body.slice(bar + 1));
  if (target.startsWith("@")) return personMention(target.slice(1), words, scene);
  if (target.startsWith("#")) return channelMention(target.slice(1), words, scene);
  const address = unescaped(target);
  return link(address, words || address.replace(/^(mailto|tel):/, ""), scene);
}
