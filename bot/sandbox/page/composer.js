/** Where one types: messages, commands with their hints, mentions. */
import { offersFor, usageOf } from "./completion.js";
import { el, freshId, icon } from "./dom.js";
import { menuButton } from "./menu.js";
import { appMark } from "./people.js";
import { floatBy } from "./popup.js";

/** The composer of one pane. Each conversation keeps its own draft. */
export class Composer {
  #drafts = new Map();
  #said = [];
  #recalled = -1;
  #channel = null;
  #offers = [];
  #active = -1;
  #open = null;

  /** @param {import("./pane.js").Pane} pane */
  constructor(pane) {
    this.pane = pane;
    const listId = freshId("offers");
    const hintId = freshId("hint");
    this.field = el(
      "textarea",
      {
        rows: 1,
        "aria-autocomplete": "list",
        "aria-haspopup": "listbox",
        "aria-describedby": hintId,
        spellcheck: "false",
        "data-place": "composer",
      },
    );
    this.usage = el("p", { class: "usage", role: "status" });
    this.hint = el("span", { class: "composer-hint", id: hintId });
    this.go = el(
      "button",
      { type: "button", class: "button send icon-only", onclick: () => this.#send() },
      icon("send"),
    );
    this.bolt = el("button", { type: "button", class: "button quiet icon-only" }, icon("bolt"));
    this.list = el("div", { id: listId, role: "listbox", class: "offers" });
    const foot = el("div", { class: "composer-foot" }, this.bolt, this.hint, this.go);
    this.node = el("div", { class: "composer" }, this.usage, el("div", { class: "composer-box" }, this.field, foot));
    menuButton(this.bolt, () => this.#shortcuts(), {
      above: true,
      get label() {
        return pane.t("shortcuts");
      },
      get note() {
        return pane.t("noShortcuts");
      },
    });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => this.#close());
  }

  /**
   * Take the place of another conversation.
   * @param {Object} channel
   */
  enter(channel) {
    const { t } = this.pane;
    if (this.#channel && this.#channel !== channel.id) this.#drafts.set(this.#channel, this.field.value);
    if (this.#channel !== channel.id) {
      this.#channel = channel.id;
      this.#put(this.#drafts.get(channel.id) ?? "");
    }
    const plain = channel.kind === "im" || channel.kind === "app_dm";
    const words = t("messageTo", { name: `${plain ? "" : "#"}${this.pane.placeName(channel)}` });
    this.field.setAttribute("aria-label", words);
    this.field.placeholder = words;
    this.field.disabled = channel.is_archived;
    this.go.setAttribute("aria-label", t("send"));
    this.go.title = t("send");
    this.bolt.setAttribute("aria-label", t("shortcuts"));
    this.bolt.title = t("shortcuts");
    this.list.setAttribute("aria-label", t("commands"));
    this.hint.textContent = channel.is_archived ? t("archivedNote") : t("hintSend");
  }

  /** Put the cursor into the field. */
  focus() {
    this.field.focus();
  }

  #shortcuts() {
    return this.pane.state.shortcuts
      .filter((shortcut) => shortcut.type === "global")
      .map((shortcut) => ({
        label: shortcut.name,
        description: shortcut.description,
        before: appMark(this.pane.state.team.app_name),
        pick: () => this.pane.send("shortcut", { callback_id: shortcut.callback_id }),
      }));
  }

  #put(text) {
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.#grow();
    this.#say();
  }

  #grow() {
    this.field.style.height = "auto";
    if (this.field.scrollHeight) this.field.style.height = `${Math.min(this.field.scrollHeight, 180)}px`;
    this.go.classList.toggle("ready", Boolean(this.field.value.trim()));
  }

  #say() {
    const found = usageOf(this.field.value, this.pane.state);
    this.usage.replaceChildren(
      ...(found ? [el("code", {}, found.usage), found.description ? ` ${found.description}` : ""] : []),
    );
  }

  #typed() {
    this.#recalled = -1;
    this.#grow();
    this.#say();
    this.#offer();
  }

  #offer() {
    const { title, offers } = offersFor(this.field.value, this.field.selectionStart, this.pane.state, this.pane.t);
    this.#offers = offers;
    if (!offers.length) return this.#close();
    this.list.setAttribute("aria-label", title);
    this.list.replaceChildren(
      ...offers.map((offer, at) => {
        const words = el(
          "span",
          { class: "offer-words" },
          el("span", {}, el("strong", {}, offer.label), " ", el("span", { class: "offer-hint" }, offer.hint)),
          offer.description && el("span", { class: "choice-description" }, offer.description),
        );
        return el(
          "div",
          {
            id: `${this.list.id}-${at}`,
            class: "choice",
            role: "option",
            "aria-selected": false,
            onclick: () => this.#take(at),
          },
          offer.before,
          words,
        );
      }),
    );
    if (!this.#open) {
      this.#open = floatBy(
        this.node.querySelector(".composer-box"),
        this.list,
        { matchWidth: true, above: true, onOutside: () => this.#close() },
      );
      this.field.setAttribute("aria-controls", this.list.id);
    }
    this.#mark(offers[0].sure ? 0 : -1);
    this.#open.place();
  }

  #mark(at) {
    this.#active = at;
    [...this.list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === at));
      item.classList.toggle("active", index === at);
      if (index === at) item.scrollIntoView({ block: "nearest" });
    });
    if (at >= 0) this.field.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.#open?.close();
    this.#open = null;
    this.#offers = [];
    this.#active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }

  #take(at) {
    const { insert, from } = this.#offers[at];
    const { value, selectionStart } = this.field;
    this.field.focus();
    this.field.setRangeText(insert, from, selectionStart, "end");
    this.#close();
    if (this.field.value !== value) this.#typed();
  }

  #key(event) {
    if (event.isComposing) return;
    const count = this.#offers.length;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (count && event.key in steps) {
      const from = this.#active < 0 && event.key === "ArrowUp" ? 0 : this.#active;
      this.#mark((from + steps[event.key] + count) % count);
    } else if (count && event.key === "Tab" && !event.shiftKey) this.#take(Math.max(this.#active, 0));
    else if (count && event.key === "Escape") {
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Enter" && !event.shiftKey) {
      if (count && this.#active >= 0) this.#take(this.#active);
      else this.#send();
    } else if (event.key === "ArrowUp" && this.#mayRecall()) {
      this.#recalled += 1;
      this.#put(this.#said[this.#recalled]);
    } else if (event.key === "ArrowDown" && this.#recalled >= 0) {
      this.#recalled -= 1;
      this.#put(this.#recalled < 0 ? "" : this.#said[this.#recalled]);
    } else return;
    event.preventDefault();
  }

  /** The arrow recalls what was said only where nothing else is being written. */
  #mayRecall() {
    return (!this.field.value || this.#recalled >= 0) && this.#recalled + 1 < this.#said.length;
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text || this.field.disabled) return;
    const channel = this.#channel;
    this.pane.hush();
    this.#close();
    this.#said = [text, ...this.#said.filter((one) => one !== text)].slice(0, 50);
    this.#recalled = -1;
    this.#put("");
    this.node.setAttribute("aria-busy", "true");
    const answer = await this.pane.send("say", { channel, text });
    this.node.removeAttribute("aria-busy");
    if (answer !== null) return;
    if (this.#channel === channel && !this.field.value) this.#put(text);
  }
}
