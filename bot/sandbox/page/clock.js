/** The clock in the bar: what time it is at the local Slack, and the steps by which it is moved. */
import { el, icon } from "./dom.js";
import { menuButton } from "./menu.js";
import { present, written } from "./text/when.js";

const STEPS = [["hour", "passHour"], ["day", "passDay"], ["week", "passWeek"], ["monday", "passMonday"]];
const STYLE = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
};
const TICK = 1000;

/** One clock; its button stays the same whatever the bar around it does. */
export class Clock {
  #pane = null;
  #said = null;

  constructor() {
    this.words = el("span", { class: "clock-words" });
    this.node = el("button", { type: "button", class: "tool clock" }, icon("clock"), this.words);
    menuButton(
      this.node,
      () => STEPS.map(([step, key]) => ({
        label: this.#pane.t(key),
        pick: () => this.#pane.send("clock", { step }),
      })),
      { label: () => this.#pane.t("letPass"), alignEnd: true },
    );
    setInterval(() => this.#tick(), TICK);
  }

  /**
   * Go by the zone and the language of this pane's person.
   * @param {import("./pane.js").Pane} pane
   */
  follow(pane) {
    this.#pane = pane;
    this.#tick();
  }

  #tick() {
    const pane = this.#pane;
    if (!pane?.state) return;
    const when = written(present(), { lang: pane.lang, tz: pane.state.me.tz || "UTC" }, STYLE);
    const label = pane.t("clockIs", { when });
    if (label === this.#said) return;
    this.#said = label;
    this.words.textContent = when;
    this.node.title = pane.t("letPass");
    this.node.setAttribute("aria-label", label);
  }
}
