/** An app's modals: a stack of views of which the top one is seen. */
import { blocksNode } from "./blocks/block.js";
import { faultsOf } from "./checks.js";
import { el, freshId, icon } from "./dom.js";
import { layOver } from "./overlay.js";
import { appMark } from "./people.js";
import { keepingPlace, Scene } from "./scene.js";
import { plainOf } from "./text/mrkdwn.js";

/** The modals of one person. */
export class Modals {
  #scenes = new Map();
  #shown = null;
  #remove = null;

  /** @param {import("./pane.js").Pane} pane */
  constructor(pane) {
    this.pane = pane;
  }

  /**
   * Show what the server says is open.
   * @param {Object[]} views bottom first
   */
  sync(views) {
    const ids = new Set(views.map((view) => view.id));
    for (const id of this.#scenes.keys()) if (!ids.has(id)) this.#scenes.delete(id);
    const top = views.at(-1);
    if (!top) return this.#leave();
    const print = `${views.length}/${this.pane.lang}/${JSON.stringify(top)}`;
    if (this.#shown?.print === print) return;
    if (!this.#scenes.has(top.id)) this.#scenes.set(top.id, new Scene(this.pane, "modal", { view_id: top.id }));
    const scene = this.#scenes.get(top.id);
    scene.values.adopt(top.blocks, top.state?.values);
    scene.faults = { ...(top.errors ?? {}) };
    if (this.#shown?.view.id === top.id) {
      this.#shown = { ...this.#shown, view: top, print, depth: views.length };
      return this.#redraw();
    }
    this.#leave();
    this.#enter(top, scene, print, views.length);
  }

  #enter(view, scene, print, depth) {
    const dialog = el(
      "div",
      { class: "dialog modal", role: "dialog", "aria-modal": true, "aria-labelledby": freshId("modal") },
    );
    this.#shown = { view, print, dialog, depth };
    this.#fill(scene);
    const wishes = ["[data-first]", ".modal-body :is(input, textarea)", ".modal-body button"];
    const first = wishes.map((wish) => dialog.querySelector(wish)).find(Boolean);
    this.#remove = layOver(
      this.pane.node,
      dialog,
      { onEscape: () => this.#close(false), first, over: this.pane.composer.field },
    );
  }

  #leave() {
    this.#remove?.();
    this.#remove = null;
    this.#shown = null;
  }

  #redraw() {
    const { dialog, view } = this.#shown;
    const scroll = dialog.querySelector(".modal-body").scrollTop;
    keepingPlace(dialog, () => this.#fill(this.#scenes.get(view.id)));
    dialog.querySelector(".modal-body").scrollTop = scroll;
  }

  #fill(scene) {
    const { t, state } = this.pane;
    const { view, dialog } = this.#shown;
    const inputs = view.blocks.some((block) => block.type === "input");
    const body = el("form", { class: "modal-body blocks", novalidate: true }, blocksNode(view.blocks, scene));
    scene.root = body;
    const submit = view.submit || inputs ? el(
      "button",
      { type: "submit", class: "button primary", "data-place": "submit" },
      view.submit ? plainOf(view.submit) : t("submit"),
    ) : null;
    const close = el(
      "button",
      { type: "button", class: "button", "data-place": "close", onclick: () => this.#close(false) },
      view.close ? plainOf(view.close) : t(submit ? "cancel" : "close"),
    );
    body.id = freshId("form");
    submit?.setAttribute("form", body.id);
    body.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(scene, submit);
    });
    dialog.replaceChildren(
      el(
        "div",
        { class: "dialog-head" },
        appMark(state.team.app_name),
        el("h2", { id: dialog.getAttribute("aria-labelledby") }, plainOf(view.title)),
        el(
          "button",
          {
            type: "button",
            class: "button quiet icon-only",
            "aria-label": t("dismiss"),
            title: t("dismiss"),
            onclick: () => this.#close(true),
          },
          icon("close"),
        ),
      ),
      body,
      el("div", { class: "dialog-foot" }, close, submit),
    );
  }

  async #submit(scene, button) {
    const { view } = this.#shown;
    if (!button || button.getAttribute("aria-busy")) return;
    scene.faults = faultsOf(view.blocks, scene.values, this.pane.t);
    if (Object.keys(scene.faults).length) return this.#complain();
    button.setAttribute("aria-busy", "true");
    const answer = await this.pane.send("submit", { view_id: view.id, values: scene.values.toJSON() });
    button.removeAttribute("aria-busy");
    if (answer?.errors) {
      scene.faults = answer.errors;
      if (this.#shown?.view.id === view.id) this.#complain();
    } else if (answer) this.pane.refresh();
  }

  #complain() {
    this.#redraw();
    const field = this.#shown.dialog.querySelector(".faulty :is(input, textarea)");
    field?.focus();
    field?.closest(".input-block").scrollIntoView({ block: "nearest" });
  }

  /** Cancel goes back one view; the cross takes the whole stack away. */
  async #close(all) {
    const { view, depth } = this.#shown;
    const answer = await this.pane.send("close", { view_id: view.id, clear: all && depth > 1 });
    if (answer) this.pane.refresh();
  }
}
