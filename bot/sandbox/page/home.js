/** The app's Home tab. */
import { blocksNode } from "./blocks/block.js";
import { el } from "./dom.js";
import { keepingPlace, Scene } from "./scene.js";

/** The Home that the app published for one person. */
export class Home {
  #print = null;
  #scene = null;
  #pressed = false;

  /** @param {import("./pane.js").Pane} pane */
  constructor(pane) {
    this.pane = pane;
    this.node = el("div", { class: "home", role: "tabpanel", tabindex: "0", "data-region": true });
    // What is drawn anew between the two halves of a click would swallow it.
    this.node.addEventListener("pointerdown", () => (this.#pressed = true));
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, () => {
        if (!this.#pressed) return;
        this.#pressed = false;
        setTimeout(() => this.pane.atHome() && this.draw(this.pane.state.home));
      });
    }
  }

  /**
   * Show the Home as it is now; an unchanged one is left alone.
   * @param {Object|null} view
   */
  draw(view) {
    const { t } = this.pane;
    this.node.setAttribute("aria-label", t("home"));
    const print = JSON.stringify([this.pane.lang, view?.id, view?.blocks, view?.state]);
    if (print === this.#print || this.#pressed) return;
    this.#print = print;
    if (!view) return this.node.replaceChildren(el("p", { class: "beginning" }, t("noHome")));
    if (this.#scene?.where.view_id !== view.id) this.#scene = new Scene(this.pane, "home", { view_id: view.id });
    this.#scene.values.adopt(view.blocks, view.state?.values);
    const scroll = this.node.scrollTop;
    keepingPlace(this.node, () => {
      this.#scene.root = el("div", { class: "home-inside blocks" }, blocksNode(view.blocks, this.#scene));
      this.node.replaceChildren(this.#scene.root);
    });
    this.node.scrollTop = scroll;
  }
}
