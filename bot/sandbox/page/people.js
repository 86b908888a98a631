/** How people and the app look: initials on a colour, and what their role is called. */
import { el } from "./dom.js";

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * The name that people read.
 * @param {Object|undefined} person
 * @returns {string}
 */
export function nameOf(person) {
  return person?.real_name || person?.name || "?";
}

/**
 * Initials on the person's colour; decorative, the name stands beside it.
 * @param {Object|undefined} person
 * @returns {HTMLElement}
 */
export function avatar(person) {
  const colour = /^#?[0-9a-f]{6}$/i.test(person?.color ?? "") ? `#${person.color.replace("#", "")}` : "#5a6672";
  const initials = nameOf(person).split(/[\s-]+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  const node = el("span", { class: "avatar", "aria-hidden": "true" }, initials.toUpperCase());
  node.style.backgroundColor = colour;
  node.style.color = luminance(colour) > 0.36 ? "#1c1f23" : "#ffffff";
  return node;
}

/**
 * The app's mark.
 * @param {string} appName
 * @returns {HTMLElement}
 */
export function appMark(appName) {
  return el("span", { class: "avatar avatar-app", "aria-hidden": "true" }, [...appName][0].toUpperCase());
}

/**
 * The line under a name: the person's title, then what Slack says of the account.
 * @param {Object} person
 * @param {function(string): string} t
 * @param {...string} more
 * @returns {string}
 */
export function roleLine(person, t, ...more) {
  return [...new Set([person.title, ...accountWords(person, t), ...more].filter(Boolean))].join(" · ");
}

/**
 * What Slack itself says of an account, beside the person's title.
 * @param {Object} person
 * @param {function(string): string} t
 * @returns {string[]}
 */
function accountWords(person, t) {
  const words = [];
  if (person.deleted) words.push(t("deactivated"));
  if (person.is_bot) words.push(t("bot"));
  if (person.is_stranger) words.push(t("stranger"));
  if (person.is_ultra_restricted) words.push(t("singleGuest"));
  else if (person.is_restricted) words.push(t("guest"));
  if (person.is_owner) words.push(t("owner"));
  else if (person.is_admin) words.push(t("admin"));
  return words;
}
