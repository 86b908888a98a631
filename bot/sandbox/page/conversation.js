/** The messages of one conversation: drawn once, then changed in place. */
import { el } from "./dom.js";
import { messageNode } from "./message.js";
import { keepingPlace, Scene } from "./scene.js";
import { dateOf, dayKey, prettyDay } from "./text/when.js";

/** Messages of one author within this many seconds stand under one head. */
const TOGETHER = 300;
/** How near the end counts as the end, in pixels. */
const NEAR = 48;

function keyOf(message) {
  return `${message.ts}${message.ephemeral ? "/mine" : ""}`;
}

function belongTogether(before, message) {
  const oneAuthor = before.app === message.app && before.user === message.user;
  return oneAuthor && !message.ephemeral && !before.ephemeral && message.ts - before.ts < TOGETHER;
}

/** The log of the conversation that is open. */
export class Conversation {
  #drawn = new Map();
  #places = new Map();
  #scenes = new Map();
  #channel = null;
  #newFrom = null;

  /** @param {import("./pane.js").Pane} pane */
  constructor(pane) {
    this.pane = pane;
    this.node = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
  }

  /**
   * Draw what a conversation holds now.
   * @param {Object} channel
   * @param {Object[]} messages oldest first
   */
  draw(channel, messages) {
    const { node } = this;
    const fresh = this.#channel !== channel.id;
    if (fresh) this.#enter(channel, messages);
    const atEnd = !fresh && node.scrollHeight - node.scrollTop - node.clientHeight < NEAR;
    const known = new Set(this.#drawn.keys());
    const anchor = this.#anchor();
    keepingPlace(node, () => this.#reconcile(channel, messages));
    const isMine = (message) => message.ephemeral || message.user === this.pane.as;
    const added = messages.filter((message) => !known.has(keyOf(message)));
    if (fresh) node.scrollTop = this.#places.get(channel.id) ?? node.scrollHeight;
    else if (added.length && (atEnd || added.some(isMine))) this.#showNew(added[0]);
    else if (atEnd && !added.length) node.scrollTop = node.scrollHeight;
    else if (anchor?.node.isConnected) node.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
  }

  /** Show the newest: what was drawn before the page held it could not be scrolled. */
  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Remember where the reader was, before another conversation takes the place. */
  leave() {
    if (!this.#channel) return;
    const { scrollTop, scrollHeight, clientHeight } = this.node;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#places.delete(this.#channel);
    else this.#places.set(this.#channel, scrollTop);
    this.#channel = null;
  }

  /**
   * Bring one message to the middle and mark it for a moment.
   * @param {string} ts
   */
  point(ts) {
    const target = this.node.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.classList.add("pointed");
    setTimeout(() => target?.classList.remove("pointed"), 2500);
  }

  #enter(channel, messages) {
    this.#channel = channel.id;
    this.#drawn.clear();
    this.node.replaceChildren();
    this.node.setAttribute("aria-label", this.pane.placeName(channel));
    this.#newFrom = channel.unread ? (messages.at(-channel.unread)?.ts ?? null) : null;
  }

  /** The topmost message in sight and where it stands, so that a change above it does not move it. */
  #anchor() {
    const top = this.node.getBoundingClientRect().top;
    for (const { node } of this.#drawn.values()) {
      const at = node.getBoundingClientRect();
      if (at.bottom > top) return { node, top: at.top };
    }
    return null;
  }

  /** New messages end up in sight; one that is taller than the window is shown from its beginning. */
  #showNew(first) {
    const node = this.#drawn.get(keyOf(first)).node;
    this.node.scrollTop = this.node.scrollHeight;
    const above = this.node.getBoundingClientRect().top - node.getBoundingClientRect().top;
    if (above > 0) this.node.scrollTop -= above + 12;
  }

  #wanted(channel, messages) {
    const { t } = this.pane;
    const reader = { lang: this.pane.lang, tz: this.pane.state.me.tz || "UTC", t };
    const entries = [];
    let before = null;
    for (const message of messages) {
      const date = dateOf(message.ts);
      const day = dayKey(date, reader);
      const newDay = !before || dayKey(dateOf(before.ts), reader) !== day;
      const isNew = message.ts === this.#newFrom;
      if (newDay) {
        const words = prettyDay(date, reader, { weekday: "long", day: "numeric", month: "long" });
        entries.push({
          key: `day/${day}`,
          print: words,
          make: () => el("div", { class: "day", role: "separator", "aria-label": words }, el("span", {}, words)),
        });
      }
      if (isNew) entries.push({
        key: "new",
        print: "",
        make: () => el(
          "div",
          { class: "new-line", role: "separator", "aria-label": t("newMessages") },
          el("span", {}, t("newMessages")),
        ),
      });
      const follows = Boolean(
        before && !newDay && !isNew && belongTogether(before, message),
      );
      entries.push({
        key: keyOf(message),
        print: JSON.stringify([message, follows]),
        make: () => this.#draw(message, follows),
      });
      before = message;
    }
    if (!entries.length) {
      const words = t("noMessages", { name: this.pane.placeName(channel) });
      entries.push({ key: "empty", print: words, make: () => el("p", { class: "beginning" }, words) });
    }
    return entries;
  }

  #draw(message, follows) {
    const key = `${message.channel}/${keyOf(message)}`;
    if (!this.#scenes.has(key)) this.#scenes.set(
      key,
      new Scene(this.pane, "message", { channel: message.channel, ts: message.ts }),
    );
    const scene = this.#scenes.get(key);
    scene.values.adopt(message.blocks ?? []);
    return messageNode(message, scene, { follows });
  }

  #reconcile(channel, messages) {
    const entries = this.#wanted(channel, messages);
    const keys = new Set(entries.map((entry) => entry.key));
    for (const [key, { node }] of this.#drawn) {
      if (keys.has(key)) continue;
      node.remove();
      this.#drawn.delete(key);
    }
    let cursor = this.node.firstChild;
    for (const { key, print, make } of entries) {
      const known = this.#drawn.get(key);
      let node = known?.node;
      if (!known || known.print !== print) {
        node = make();
        if (known) {
          if (cursor === known.node) cursor = node;
          known.node.replaceWith(node);
        }
        this.#drawn.set(key, { node, print });
      }
      if (node === cursor) cursor = cursor.nextSibling;
      else this.node.insertBefore(node, cursor);
    }
  }
}
