/** One person's Slack: conversations at the left, the open one at the right, modals on top. */
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { el, icon } from "./dom.js";
import { Home } from "./home.js";
import { Modals } from "./modal.js";
import { toast } from "./overlay.js";
import { nameOf } from "./people.js";
import { paneHead } from "./panehead.js";
import { railNodes } from "./rail.js";
import { keepingPlace } from "./scene.js";
import { ask, listen, ServerError, tell, upload } from "./server.js";
import { runAhead } from "./text/when.js";
import { wordsFor } from "./words.js";

/** A pane is made for one person and thrown away when somebody else takes the seat. */
export class Pane {
  #stopListening = () => {};
  #again = false;
  #running = null;
  #wanted;
  #pointed = null;

  /**
   * @param {string|undefined} as the person; without one the server chooses
   * @param {{at?: string, tab?: string, lang?: string}} wanted what to show first
   * @param {{heard: function(Object): void, moved: function(Pane): void, redrawn: function(Pane): void}} page
   *   told of wire entries, of changes of place, and of new state
   */
  constructor(as, wanted, page) {
    this.as = as;
    this.page = page;
    this.#wanted = wanted;
    this.tab = wanted.tab === "messages" ? "messages" : "home";
    this.current = null;
    this.rail = el("nav", { class: "rail", "data-region": true });
    this.head = el("header", { class: "pane-head" });
    this.conversation = new Conversation(this);
    this.composer = new Composer(this);
    this.home = new Home(this);
    this.modals = new Modals(this);
    this.messages = el("div", { class: "messages" }, this.conversation.node, this.composer.node);
    this.conversation.node.dataset.region = "";
    this.composer.field.dataset.region = "";
    const scrim = el("div", { class: "scrim", onclick: () => this.showRail(false) });
    const body = el(
      "div",
      { class: "pane-body" },
      this.rail,
      scrim,
      el("main", { class: "place-view" }, this.head, this.messages, this.home.node),
    );
    this.node = el("section", { class: "pane", "data-popup-root": true }, body, el("div", { class: "toasts" }));
  }

  /** Load everything and begin to listen. Rejects where the server does not answer. */
  async start() {
    this.state = await ask("state", this.as ? { as: this.as } : {});
    this.as = this.state.me.id;
    runAhead(this.state.clock.ahead);
    this.#speak();
    const wanted = this.#wanted.at?.replace(/^#/, "").toLowerCase();
    const { channels } = this.state;
    const isWanted = (channel) => [
      channel.id,
      channel.name,
      this.placeName(channel),
    ].some((name) => name?.toLowerCase() === wanted);
    const isChannel = (channel) => channel.kind === "channel" && !channel.is_archived;
    const first = channels.find(isWanted) ?? channels.find(isChannel) ?? channels[0];
    if (first) await this.open(first.id);
    else this.#draw();
    this.modals.sync(this.state.views);
    const seen = () => this.#markRead();
    document.addEventListener("visibilitychange", seen);
    const hangUp = listen(
      this.as,
      (event) => this.#heard(event),
      () => this.say(this.t("offline")),
    );
    this.#stopListening = () => {
      hangUp();
      document.removeEventListener("visibilitychange", seen);
    };
  }

  /** Stop listening; the pane is not used again. */
  stop() {
    this.#stopListening();
    this.node.remove();
  }

  #speak() {
    this.lang = this.#wanted.lang ?? this.state.me.locale ?? "en-US";
    this.t = wordsFor(this.lang);
    this.node.lang = this.lang;
    this.node.setAttribute("aria-label", nameOf(this.state.me));
  }

  person(id) {
    return this.state.people.find((person) => person.id === id);
  }

  channel(id) {
    return this.state.channels.find((channel) => channel.id === id);
  }

  /** The other person of a direct message. */
  other(channel) {
    const id = channel.members.find((member) => member !== this.as);
    return this.person(id ?? this.as);
  }

  /** What a conversation is called, without its # sign. */
  placeName(channel) {
    if (channel.kind === "app_dm") return this.state.team.app_name;
    if (channel.kind === "im") return nameOf(this.other(channel));
    return channel.name;
  }

  /** A notice in words. */
  say(sentence) {
    toast(this.node, sentence);
  }

  /** Take the notices away: the person has gone on. */
  hush() {
    this.node.querySelector(":scope > .toasts").replaceChildren();
  }

  /**
   * Do something as this person.
   * @returns {Promise<Object|null>} null where it failed; the reason has been shown
   */
  send(path, body) {
    return this.order(path, { as: this.as, ...body });
  }

  /** The same for what nobody in particular does, such as deactivating an account. */
  async order(path, body) {
    try {
      return await tell(path, body);
    } catch (error) {
      this.say(error instanceof ServerError ? error.message : this.t("offline"));
      return null;
    }
  }

  /** Hand files over; null where it failed, and the reason has been shown. */
  async upload(files) {
    try {
      return await Promise.all(files.map((file) => upload(this.as, file)));
    } catch (error) {
      this.say(error instanceof ServerError ? error.message : this.t("offline"));
      return null;
    }
  }

  /**
   * Show a conversation.
   * @param {string} id
   * @param {{focus?: boolean, ts?: string}} [how] focus = into the composer; ts = a message to point at
   */
  async open(id, how = {}) {
    const channel = this.channel(id);
    if (!channel) return;
    this.#pointed = how.ts ?? null;
    if (how.ts && channel.kind === "app_dm") this.tab = "messages";
    if (this.current?.id !== id) this.conversation.leave();
    this.current = channel;
    this.showRail(false);
    this.#draw();
    this.page.moved(this);
    if (this.atHome()) await this.send("home", {});
    else await this.#load();
    if (how.focus && !this.atHome()) this.composer.focus();
  }

  /** Show the app's Home tab. */
  openHome() {
    const app = this.state.channels.find((channel) => channel.kind === "app_dm");
    this.tab = "home";
    if (app) this.open(app.id);
  }

  /** @param {"home"|"messages"} tab of the app */
  openTab(tab) {
    this.tab = tab;
    this.open(this.current.id);
  }

  atHome() {
    return this.current?.kind === "app_dm" && this.tab === "home";
  }

  /** Narrow panes keep their rail away until it is asked for. */
  showRail(on) {
    this.node.classList.toggle("rail-open", on);
    this.head.querySelector(".rail-button")?.setAttribute("aria-expanded", String(on));
    if (on) this.rail.querySelector('[aria-current="page"], button')?.focus();
  }

  /** Fetch the workspace again; calls that come meanwhile are served by one more fetch. */
  refresh() {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#fetchState().finally(() => {
      this.#running = null;
      if (!this.#again) return;
      this.#again = false;
      this.refresh();
    });
    return this.#running;
  }

  async #fetchState() {
    const state = await ask("state", { as: this.as }).catch(() => null);
    if (!state) return;
    this.state = state;
    runAhead(state.clock.ahead);
    this.#speak();
    this.current = this.channel(this.current?.id) ?? null;
    if (!this.current && state.channels.length) return this.open(state.channels[0].id);
    this.#draw();
    this.modals.sync(state.views);
    this.page.redrawn(this);
  }

  async #load() {
    const channel = this.current;
    const found = await ask("messages", { as: this.as, channel: channel.id }).catch((error) => this.say(error.message));
    if (!found || this.current?.id !== channel.id || this.atHome()) return;
    this.conversation.draw(this.current, found.messages);
    if (this.#pointed) this.conversation.point(this.#pointed);
    this.#pointed = null;
    this.#markRead();
  }

  #markRead() {
    if (!this.current?.unread || this.atHome() || document.visibilityState !== "visible") return;
    this.send("read", { channel: this.current.id }).then(() => this.refresh());
  }

  async #heard(event) {
    if (event.kind === "wire" || event.kind === "refused") return this.page.heard(event);
    await this.refresh();
    const mine = event.kind === "back" || event.kind === "clock" || (event.kind === "messages" && event.channel === this.current?.id);
    if (mine && this.current && !this.atHome()) await this.#load();
  }

  #draw() {
    const { t } = this;
    this.rail.setAttribute("aria-label", t("sidebar"));
    keepingPlace(this.rail, () => this.rail.replaceChildren(...railNodes(this)));
    const toggle = el(
      "button",
      {
        type: "button",
        class: "button quiet icon-only rail-button",
        "aria-label": t("sidebar"),
        "aria-expanded": this.node.classList.contains("rail-open"),
        onclick: () => this.showRail(!this.node.classList.contains("rail-open")),
      },
      icon("menu"),
    );
    keepingPlace(this.head, () => this.head.replaceChildren(toggle, ...paneHead(this)));
    const home = this.atHome();
    this.messages.hidden = home;
    this.home.node.hidden = !home;
    if (home) this.home.draw(this.state.home);
    if (this.current) this.composer.enter(this.current);
  }
}
