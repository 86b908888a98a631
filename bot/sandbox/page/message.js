/** One message, as people read it. */
import { blocksNode } from "./blocks/block.js";
import { el, icon } from "./dom.js";
import { menuButton } from "./menu.js";
import { appMark, avatar, nameOf } from "./people.js";
import { mrkdwn } from "./text/mrkdwn.js";
import { clock, dateOf, written } from "./text/when.js";

function size(bytes, lang) {
  const [unit, per] = bytes < 1e3 ? ["byte", 1] : bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(
    lang,
    { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 },
  ).format(bytes / per);
}

function fileCard(file, scene) {
  const url = new URL(file.url, location.href);
  if (url.origin === location.origin) url.searchParams.set("as", scene.me.id);
  return el(
    "a",
    { class: "file-card", href: url.href, download: file.name },
    icon("file"),
    el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, file.name),
      el("span", { class: "file-size" }, size(file.size, scene.lang)),
    ),
  );
}

function toolbar(message, scene) {
  const shortcuts = scene.pane.state.shortcuts.filter((shortcut) => shortcut.type === "message");
  if (message.ephemeral || !shortcuts.length) return null;
  const button = el(
    "button",
    { type: "button", class: "button icon-only", "aria-label": scene.t("moreActions"), title: scene.t("moreActions") },
    icon("more"),
  );
  button.dataset.place = `toolbar/${message.ts}`;
  const items = () =>
    shortcuts.map((shortcut) => ({
      label: shortcut.name,
      description: shortcut.description,
      before: appMark(scene.pane.state.team.app_name),
      pick: () => scene.pane.send(
        "shortcut",
        { callback_id: shortcut.callback_id, channel: message.channel, ts: message.ts },
      ),
    }));
  menuButton(button, items, { label: scene.t("moreActions"), alignEnd: true });
  return el("div", { class: "message-tools" }, button);
}

/**
 * @param {Object} message
 * @param {import("./scene.js").Scene} scene
 * @param {{follows: boolean}} options follows = just after another one of the same author, so the head is left out
 * @returns {HTMLElement}
 */
export function messageNode(message, scene, { follows }) {
  const { t, pane } = scene;
  const author = pane.person(message.user);
  const name = message.app ? pane.state.team.app_name : nameOf(author);
  const at = dateOf(message.ts);
  const when = el(
    "time",
    {
      class: "message-time",
      datetime: at.toISOString(),
      title: written(at, scene, { dateStyle: "full", timeStyle: "medium" }),
    },
    clock(at, scene),
  );
  const head = el(
    "div",
    { class: "message-head" },
    el("span", { class: "message-author" }, name),
    message.app && el("span", { class: "badge" }, t("app")),
    when,
    message.thread_ts && message.thread_ts !== message.ts && el("span", { class: "message-note" }, t("inThread")),
  );
  const body = message.blocks?.length
    ? el("div", { class: "blocks" }, blocksNode(message.blocks, scene))
    : message.text && el("div", { class: "message-text" }, mrkdwn(message.text, scene));
  scene.root = el(
    "article",
    {
      class: `message${follows ? " follows" : ""}${message.ephemeral ? " ephemeral" : ""}`,
      "aria-label": `${name}, ${clock(at, scene)}`,
      "data-ts": message.ts,
    },
    el("div", { class: "message-side" }, follows ? when.cloneNode(true) : message.app ? appMark(name) : avatar(author)),
    el(
      "div",
      { class: "message-main" },
      message.ephemeral && el(
        "p",
        { class: "only-you" },
        icon("eye"),
        t("onlyYou"),
        message.reply_to && [" · ", el("span", {}, t("answerTo", { command: message.reply_to }))],
      ),
      follows ? null : head,
      body,
      message.files?.length ? el("div", { class: "files" }, message.files.map((file) => fileCard(file, scene))) : null,
      message.edited && el("span", { class: "message-edited" }, t("edited")),
    ),
    toolbar(message, scene),
  );
  return scene.root;
}
