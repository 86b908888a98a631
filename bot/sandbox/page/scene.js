/** What blocks need to know of where they stand: the reader, the workspace around, and how to act. */
import { askFirst } from "./overlay.js";
import { textOf, plainOf } from "./text/mrkdwn.js";
import { Values, valueKey } from "./values.js";

/** While the app works on a press, the button says so and takes no second one. */
async function busy(control, work) {
  control?.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    control?.removeAttribute("aria-busy");
  }
}

/** The scene of one message, modal or Home. It outlives redraws, so that what was typed does too. */
export class Scene {
  /**
   * @param {import("./pane.js").Pane} pane
   * @param {"message"|"modal"|"home"} kind
   * @param {Object} where {channel, ts} or {view_id}, as the server wants it
   */
  constructor(pane, kind, where) {
    this.pane = pane;
    this.kind = kind;
    this.where = where;
    this.values = new Values(() => pane.current?.id);
    this.unfolded = new Map();
    this.faults = {};
    this.headingLevel = kind === "home" ? 2 : 3;
  }

  get t() {
    return this.pane.t;
  }

  get lang() {
    return this.pane.lang;
  }

  get me() {
    return this.pane.state.me;
  }

  get tz() {
    return this.me.tz || "UTC";
  }

  people() {
    return this.pane.state.people;
  }

  channels() {
    return this.pane.state.channels;
  }

  person(id) {
    return this.pane.person(id);
  }

  channel(id) {
    return this.pane.channel(id);
  }

  placeName(channel) {
    return this.pane.placeName(channel);
  }

  openChannel(id) {
    this.pane.open(id);
  }

  openMessage(channel, ts) {
    this.pane.open(channel, { ts });
  }

  openApp() {
    this.pane.openHome();
  }

  /** The words of a field error, or undefined. */
  fault(block) {
    return this.faults[block.block_id];
  }

  /** Somebody types in a field: what was wrong with it is no longer known. */
  edited(block) {
    if (!(block.block_id in this.faults)) return;
    delete this.faults[block.block_id];
    const node = this.root?.querySelector(`[data-block="${CSS.escape(block.block_id)}"]`);
    node?.classList.remove("faulty");
    node?.querySelector(".fault")?.remove();
    node?.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
  }

  /** Options for what was typed; what went wrong is shown, and nothing is offered. */
  async suggest(block, element, value) {
    const found = await this.pane.send(
      "suggest",
      { ...this.where, block_id: block.block_id, action_id: element.action_id, value },
    );
    return found ?? { options: [] };
  }

  /** Files go to the local Slack at once; null where that failed. */
  upload(files) {
    return this.pane.upload(files);
  }

  async #agreed(element) {
    const ask = element.confirm;
    if (!ask) return true;
    return askFirst(this.pane.node, {
      title: plainOf(ask.title),
      text: textOf(ask.text, this),
      confirm: plainOf(ask.confirm ?? { text: this.t("yes") }),
      deny: plainOf(ask.deny ?? { text: this.t("no") }),
      danger: ask.style === "danger",
    });
  }

  async #act(block, element, value, control) {
    if (control?.getAttribute("aria-busy")) return false;
    const body = {
      ...this.where,
      block_id: block.block_id,
      action_id: element.action_id,
      ...value,
      state: { values: this.values.toJSON() },
    };
    const answer = await busy(control, () => this.pane.send("act", body));
    return answer !== null;
  }

  /**
   * A button or a menu was used.
   * @returns {Promise<boolean>} false where the person said no, or the app failed
   */
  async press(block, element, value, control) {
    if (!(await this.#agreed(element))) return false;
    return this.#act(block, element, value, control);
  }

  /**
   * A value was chosen. The app hears of it at once, except inside an input block that does not ask for it.
   * @returns {Promise<boolean>} false where the choice is to be taken back
   */
  async change(block, element, value, control) {
    const tells = block.type !== "input" || block.dispatch_action;
    if (tells && !(await this.#agreed(element))) return false;
    this.values.set(block, element, value);
    this.edited(block);
    if (tells) await this.#act(block, element, { [valueKey(element)]: value }, control);
    return true;
  }
}

/**
 * Redraw something and leave the person where they were: the same control keeps the focus and its cursor.
 * @param {HTMLElement} root
 * @param {function(): void} redraw
 */
export function keepingPlace(root, redraw) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const place = active?.dataset.place;
  const cursor = place && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  redraw();
  if (!active || active.isConnected) return;
  const again = place && root.querySelector(`[data-place="${CSS.escape(place)}"]`);
  // A control that is gone leaves the focus to what held it, not to the whole page.
  (again || root.closest("[tabindex]"))?.focus({ preventScroll: true });
  if (again && cursor && cursor[0] !== null && again.setSelectionRange) again.setSelectionRange(...cursor);
}
