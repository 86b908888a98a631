/** Slack's bad days at a click: calls that fail, channels that close, people who leave. */
import { el, icon } from "./dom.js";
import { nameOf } from "./people.js";
import { floatBy } from "./popup.js";
import { keepingPlace } from "./scene.js";

const KINDS = ["ratelimited", "error500", "lost"];
const COUNTS = [1, 3, 10, 30];
const EVERY_METHOD = "*";

/** The tool in the bar and the panel that it opens; the panel stays open while things are pressed in it. */
export class BadDays {
  #pane = null;
  #open = null;
  #count = 3;
  #channel = null;
  #person = null;
  #drawn = "";

  constructor() {
    this.words = el("span", { class: "tool-words" });
    this.node = el(
      "button",
      {
        type: "button",
        class: "tool bad-days",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        onclick: () => (this.#open ? this.#close(true) : this.#show()),
      },
      icon("weather"),
      this.words,
    );
    this.panel = el("div", { class: "bad-days-panel", role: "dialog", tabindex: "-1" });
    this.panel.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * Go by what this pane's person sees.
   * @param {import("./pane.js").Pane} pane
   */
  follow(pane) {
    this.#pane = pane;
    const { t, state } = pane;
    const left = this.#left();
    const words = left ? t("failing", { count: left }) : t("badDays");
    this.words.textContent = words;
    this.node.title = words;
    this.node.setAttribute("aria-label", words);
    this.node.classList.toggle("failing", left > 0);
    const print = JSON.stringify([pane.lang, pane.as, state.faults, state.people, this.#channels()]);
    if (!this.#open || print === this.#drawn) return;
    this.#drawn = print;
    keepingPlace(this.panel, () => this.#draw());
  }

  /** How many calls are still going to fail. */
  #left() {
    return Object.values(this.#pane.state.faults).reduce((sum, fault) => sum + fault.times, 0);
  }

  #channels() {
    return this.#pane.state.channels
      .filter((one) => one.kind === "channel" || one.kind === "private")
      .map(({ id, name, is_archived, app_in }) => ({ id, name, is_archived, app_in }));
  }

  #show() {
    const { current, as } = this.#pane;
    const channels = this.#channels();
    this.#channel = (channels.find((one) => one.id === current?.id) ?? channels[0])?.id;
    this.#person ??= this.#pane.state.people.find((one) => !one.is_bot && one.id !== as)?.id;
    this.#draw();
    this.#open = floatBy(this.node, this.panel, { alignEnd: true, onOutside: () => this.#close(false) });
    this.node.setAttribute("aria-expanded", "true");
    this.panel.querySelector(".bad-day")?.focus();
  }

  #close(refocus) {
    this.#open?.close();
    this.#open = null;
    this.node.setAttribute("aria-expanded", "false");
    if (refocus) this.node.focus();
  }

  #key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      return this.#close(true);
    }
    if (event.key !== "Tab") return;
    const stops = [...this.panel.querySelectorAll("button:not([disabled]), select")];
    const at = stops.indexOf(document.activeElement);
    if (event.shiftKey ? at > 0 : at < stops.length - 1) return;
    event.preventDefault();
    stops.at(event.shiftKey ? -1 : 0)?.focus();
  }

  async #order(path, body) {
    await this.#pane.order(path, body);
    await this.#pane.refresh();
  }

  #fail(kind, times = this.#count) {
    return this.#order("faults", { method: EVERY_METHOD, kind, times, retry_after: 1 });
  }

  async #stop() {
    for (const fault of Object.values(this.#pane.state.faults)) {
      await this.#pane.order("faults", { method: fault.method, kind: fault.kind, times: 0 });
    }
    await this.#pane.refresh();
  }

  #draw() {
    const { t, state } = this.#pane;
    const left = this.#left();
    const channels = this.#channels();
    const channel = channels.find((one) => one.id === this.#channel) ?? channels[0];
    const people = state.people.filter((one) => !one.is_bot);
    const person = people.find((one) => one.id === this.#person) ?? people[0];
    this.panel.setAttribute("aria-label", t("badDaysTitle"));
    this.panel.replaceChildren(
      el("h2", {}, t("badDaysTitle")),
      el(
        "p",
        { class: `weather-now${left ? " failing" : ""}`, role: "status" },
        icon(left ? "warning" : "check"),
        el("span", {}, left ? t("failing", { count: left }) : t("fair")),
        left > 0 && this.#button(t("fairAgain"), "stop", () => this.#stop()),
      ),
      el(
        "div",
        { class: "bad-days-row" },
        el("span", {}, t("howMany")),
        this.#select(t("calls"), "count", COUNTS.map((one) => [one, one]), this.#count, (picked) => {
          this.#count = Number(picked);
        }),
        el("span", {}, t("calls")),
      ),
      el("div", { class: "bad-days-kinds" }, KINDS.map((kind) => this.#kind(kind, state.faults[EVERY_METHOD]))),
      channel && this.#row(
        this.#select(t("channel"), "channel", channels.map((one) => [one.id, `# ${one.name}`]), channel.id, (picked) => {
          this.#channel = picked;
          keepingPlace(this.panel, () => this.#draw());
        }),
        this.#button(
          t(channel.is_archived ? "unarchive" : "archive"),
          "archive",
          () => this.#order("channels", { id: channel.id, is_archived: !channel.is_archived }),
        ),
        this.#button(
          t(channel.app_in ? "appOut" : "appIn", { app: state.team.app_name }),
          "app",
          () => this.#order("channels", { id: channel.id, app_in: !channel.app_in }),
          channel.is_archived,
        ),
      ),
      person && this.#row(
        this.#select(t("person"), "person", people.map((one) => [one.id, nameOf(one)]), person.id, (picked) => {
          this.#person = picked;
          keepingPlace(this.panel, () => this.#draw());
        }),
        this.#button(
          t(person.deleted ? "reactivate" : "deactivate"),
          "account",
          () => this.#order("people", { id: person.id, deleted: !person.deleted }),
        ),
      ),
    );
  }

  #kind(kind, fault) {
    const { t } = this.#pane;
    return el(
      "button",
      {
        type: "button",
        class: "bad-day",
        "data-place": `kind/${kind}`,
        "aria-pressed": fault?.kind === kind,
        onclick: () => this.#fail(kind),
      },
      el("span", { class: "menu-label" }, t(kind)),
      el("span", { class: "menu-description" }, t(`${kind}Text`)),
    );
  }

  #row(...controls) {
    return el("div", { class: "bad-days-row ruled" }, controls);
  }

  #select(label, place, options, chosen, picked) {
    const select = el(
      "select",
      { class: "field small", "aria-label": label, "data-place": place, onchange: () => picked(select.value) },
    );
    select.append(...options.map(([value, words]) => el("option", { value, selected: value === chosen }, String(words))));
    return select;
  }

  #button(words, place, press, disabled = false) {
    return el("button", { type: "button", class: "button small", "data-place": place, disabled, onclick: press }, words);
  }
}
