/** The Wire: each request and its answer, with its time, for developers. */
import { el, freshId, icon } from "./dom.js";
import { jsonNode } from "./json.js";
import { ask } from "./server.js";

/** How many of the latest entries are kept on the page. */
const KEPT = 400;

/** The drawer at the foot of the page. */
export class Wire {
  #entries = new Map();
  #rows = new Map();
  #loaded = false;
  t = (key) => key;

  /** @param {function(): void} closed called when the person closes the drawer */
  constructor(closed) {
    this.closed = closed;
    this.filter = el("input", { type: "search", class: "field small" });
    this.only = el("input", { type: "checkbox", id: freshId("only") });
    this.list = el("ul", { class: "wire-list" });
    this.head = el("div", { class: "wire-head" });
    this.node = el(
      "section",
      { class: "wire", hidden: true, tabindex: "-1", "data-region": true },
      this.head,
      this.list,
    );
    this.filter.addEventListener("input", () => this.#sift());
    this.only.addEventListener("change", () => this.#sift());
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.closed());
  }

  /**
   * Show or hide the drawer.
   * @param {boolean} on
   * @param {function(string, Object=): string} t
   */
  async show(on, t) {
    this.t = t;
    this.node.hidden = !on;
    if (!on) return;
    this.node.setAttribute("aria-label", t("wire"));
    this.list.setAttribute("aria-label", t("wireList"));
    this.filter.setAttribute("aria-label", t("filter"));
    this.filter.placeholder = t("filter");
    this.head.replaceChildren(
      el("h2", {}, t("wire")),
      this.filter,
      el("label", { class: "wire-only", for: this.only.id }, this.only, t("refusedOnly")),
      el(
        "button",
        {
          type: "button",
          class: "button quiet icon-only",
          "aria-label": t("close"),
          title: t("close"),
          onclick: () => this.closed(),
        },
        icon("close"),
      ),
    );
    if (!this.#loaded) {
      this.#loaded = true;
      const { entries } = await ask("wire", { since: 0 }).catch(() => ({ entries: [] }));
      entries.forEach((entry) => this.add(entry));
    }
    if (!this.#entries.size) this.list.replaceChildren(el("li", { class: "beginning" }, t("nothingYet")));
  }

  /**
   * A new entry, or a fuller one in place of what was known.
   * @param {Object} entry
   */
  add(entry) {
    if (JSON.stringify(this.#entries.get(entry.id)) === JSON.stringify(entry)) return;
    const row = this.#row(entry);
    const known = this.#rows.get(entry.id);
    if (!this.#entries.size) this.list.replaceChildren();
    this.#entries.set(entry.id, entry);
    this.#rows.set(entry.id, row);
    if (known) known.replaceWith(row);
    else this.list.insertBefore(
      row,
      [...this.list.children].find((other) => Number(other.dataset.id) < entry.id) ?? null,
    );
    if (this.#entries.size > KEPT) {
      const oldest = Math.min(...this.#entries.keys());
      this.#entries.delete(oldest);
      this.#rows.get(oldest).remove();
      this.#rows.delete(oldest);
    }
    this.#sift();
  }

  /** Forget everything, after "Start over". */
  clear() {
    this.#entries.clear();
    this.#rows.clear();
    this.list.replaceChildren();
    this.#loaded = false;
  }

  /**
   * Unfold one entry and bring it into sight.
   * @param {string|number} id
   */
  reveal(id) {
    this.filter.value = "";
    this.only.checked = false;
    this.#sift();
    const button = this.#rows.get(id)?.querySelector("button");
    if (button?.getAttribute("aria-expanded") === "false") button.click();
    button?.scrollIntoView({ block: "nearest" });
    button?.focus();
  }

  #sift() {
    const words = this.filter.value.trim().toLowerCase();
    for (const [id, row] of this.#rows) {
      const entry = this.#entries.get(id);
      const said = JSON.stringify([entry.kind, entry.status, entry.person, entry.failed, entry.refused]);
      const fits = said.toLowerCase().includes(words);
      row.hidden = !fits || (this.only.checked && !entry.refused);
    }
  }

  #row(entry) {
    const { t } = this;
    const id = freshId("entry");
    const out = entry.direction === "to_slack";
    const at = new Date(typeof entry.at === "number" ? entry.at * 1000 : entry.at);
    const inside = el("div", { id, class: "wire-inside", hidden: true });
    const bad = entry.refused || entry.failed || Number(entry.status) >= 400;
    const button = el(
      "button",
      { type: "button", class: "wire-row", "aria-expanded": false, "aria-controls": id },
      icon("right"),
      el("time", {}, Number.isNaN(at.getTime()) ? String(entry.at) : at.toLocaleTimeString("en-GB", { hour12: false })),
      el("span", { class: `direction ${out ? "to-slack" : "to-app"}` }, t(out ? "toSlack" : "toApp")),
      el("span", { class: "wire-kind" }, entry.kind),
      el(
        "span",
        { class: `wire-status${bad ? " bad" : ""}` },
        entry.refused?.error ?? entry.failed ?? String(entry.status ?? ""),
      ),
      el("span", { class: "wire-ms" }, entry.ms === null || entry.ms === undefined ? "" : `${Math.round(entry.ms)} ms`),
    );
    button.addEventListener("click", () => {
      const open = inside.hidden;
      inside.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (open && !inside.childElementCount) inside.append(...this.#details(entry));
    });
    return el("li", { class: entry.refused ? "refused" : "", dataset: { id: entry.id } }, button, inside);
  }

  #details(entry) {
    const { t } = this;
    const part = (title, value) => el(
      "div",
      { class: "wire-part" },
      el("h3", {}, title),
      value === null || value === undefined || value === "" ? el("p", { class: "muted" }, t("empty")) : jsonNode(value),
    );
    return [
      entry.refused && el(
        "div",
        { class: "wire-why" },
        el("h3", {}, t("details")),
        el(
          "ul",
          {},
          [entry.refused.error, ...(entry.refused.details ?? [])].map((line) => el(
            "li",
            {},
            typeof line === "string" ? line : JSON.stringify(line),
          )),
        ),
      ),
      part(t("request"), entry.request),
      part(t("answer"), entry.response),
    ].filter(Boolean);
  }
}
