/** The page: one pane or two, the bar at the top, the Wire at the foot. */
import { readAddress, writeAddress } from "./address.js";
import { BadDays } from "./baddays.js";
import { Clock } from "./clock.js";
import { el, icon } from "./dom.js";
import { askFirst } from "./overlay.js";
import { Pane } from "./pane.js";
import { openPeopleDesk } from "./peopledesk.js";
import { ServerError, tell } from "./server.js";
import { jump } from "./switcher.js";
import { personSwitch, tool } from "./topbar.js";
import { Wire } from "./wire.js";
import { wordsFor } from "./words.js";

const RETRY = 1500;

class Page {
  panes = [];

  constructor() {
    this.bar = el("div", { class: "top-bar", role: "banner" });
    this.banner = el("div", { class: "banner-place", role: "alert" });
    this.stage = el("div", { class: "stage" });
    this.wire = new Wire(() => this.#showWire(false));
    this.clock = new Clock();
    this.badDays = new BadDays();
    document.getElementById("page").replaceChildren(this.bar, this.banner, this.stage, this.wire.node);
    const { theme } = readAddress();
    this.#dress(theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  get t() {
    return this.panes[0]?.t ?? wordsFor(readAddress().lang ?? navigator.language);
  }

  async start() {
    const { as, beside, at, besideAt, tab, lang, wire } = readAddress();
    await this.#seat(0, as, { at, tab, lang });
    if (beside) await this.#seat(1, beside, { at: besideAt, tab, lang });
    if (wire) await this.#showWire(true);
  }

  /** Give a seat to a person: a pane is made anew. The server may not be up yet; then it is asked again. */
  async #seat(index, as, wanted) {
    let pane = new Pane(as, wanted, this);
    for (;;) {
      try {
        await pane.start();
        break;
      } catch (error) {
        if (error instanceof ServerError && pane.as) {
          // Somebody who is gone, as after "Start over": the server says who is there.
          pane = new Pane(undefined, wanted, this);
          continue;
        }
        this.banner.replaceChildren(el("p", { class: "banner" }, icon("warning"), this.t("offline")));
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
    }
    this.banner.querySelector(".banner:not(.refusal)")?.remove();
    const before = this.panes[index];
    this.panes[index] = pane;
    if (before) {
      before.node.replaceWith(pane.node);
      before.stop();
    } else this.stage.append(pane.node);
    pane.conversation.toEnd();
    this.stage.classList.toggle("beside", this.panes.length > 1);
    this.moved(pane);
    this.redrawn();
  }

  /** A pane shows another place: the page's own URL follows. */
  moved(pane) {
    const place = pane.current?.id ?? null;
    if (pane === this.panes[1]) return writeAddress({ beside: pane.as, besideAt: place });
    if (pane === this.panes[0]) writeAddress({
      as: pane.as,
      at: place,
      tab: pane.current?.kind === "app_dm" ? pane.tab : null,
    });
  }

  /** Names, roles or languages may have changed. */
  redrawn() {
    const focused = this.bar.contains(document.activeElement) ? [
      ...this.bar.querySelectorAll("button"),
    ].indexOf(document.activeElement) : -1;
    const { t } = this;
    const dark = document.documentElement.dataset.theme === "dark";
    const beside = this.panes.length > 1;
    const seats = this.panes.map((pane, index) => el(
      "div",
      { class: "seat" },
      personSwitch(
        pane,
        (id) => this.#seat(index, id, { at: pane.current?.name, tab: pane.tab, lang: readAddress().lang }),
      ),
    ));
    const tools = el(
      "div",
      { class: "tools", role: "group", "aria-label": t("localSlack") },
      this.clock.node,
      this.badDays.node,
      tool("columns", t("sideBySide"), () => this.#beside(!beside), beside),
      tool("people", t("manage"), () => openPeopleDesk(this.panes[0])),
      tool("wire", t("wire"), () => this.#showWire(this.wire.node.hidden), !this.wire.node.hidden),
      tool(
        dark ? "sun" : "moon",
        t(dark ? "lightTheme" : "darkTheme"),
        () => this.#dress(dark ? "light" : "dark", true),
      ),
      tool("restart", t("startOver"), () => this.#startOver()),
    );
    seats.at(-1)?.append(tools);
    if (this.panes[0]) {
      this.clock.follow(this.panes[0]);
      this.badDays.follow(this.panes[0]);
    }
    this.bar.replaceChildren(...seats);
    if (focused >= 0) this.bar.querySelectorAll("button")[focused]?.focus();
    document.documentElement.lang = this.panes[0]?.lang ?? "en";
    const team = this.panes[0]?.state.team.name;
    document.title = team ? `${team} · ${t("localSlack")}` : t("localSlack");
  }

  /** Something went over the wire. */
  heard(event) {
    this.wire.add(event.entry);
    if (event.kind !== "refused") return;
    const { t } = this;
    const { entry } = event;
    const show = async () => {
      await this.#showWire(true);
      this.wire.reveal(entry.id);
    };
    const [detail] = entry.refused?.details ?? [];
    this.banner.replaceChildren(
      el(
        "div",
        { class: "banner refusal" },
        icon("warning"),
        el(
          "span",
          { class: "banner-words" },
          el("strong", {}, t("refused", { kind: entry.kind, error: entry.refused?.error ?? "" })),
          detail && el(
            "span",
            { class: "banner-detail" },
            typeof detail === "string" ? detail : JSON.stringify(detail),
          ),
        ),
        el("button", { type: "button", class: "button small", onclick: show }, t("showInWire")),
        el(
          "button",
          {
            type: "button",
            class: "button quiet icon-only",
            "aria-label": t("dismiss"),
            title: t("dismiss"),
            onclick: () => this.banner.replaceChildren(),
          },
          icon("close"),
        ),
      ),
    );
  }

  async #beside(on) {
    if (on) {
      const [first] = this.panes;
      const others = first.state.people.filter((person) => !person.is_bot && !person.deleted && person.id !== first.as);
      await this.#seat(1, (others[0] ?? first.state.me).id, { at: first.current?.name, lang: readAddress().lang });
    } else {
      this.panes.pop().stop();
      this.stage.classList.remove("beside");
      writeAddress({ beside: null, besideAt: null });
      this.redrawn();
    }
  }

  async #showWire(on) {
    writeAddress({ wire: on ? "1" : null });
    await this.wire.show(on, this.t);
    this.redrawn();
    if (on) this.wire.filter.focus({ preventScroll: true });
  }

  #dress(theme, chosen = false) {
    document.documentElement.dataset.theme = theme;
    if (!chosen) return;
    writeAddress({ theme });
    this.redrawn();
  }

  async #startOver() {
    const { t } = this;
    const sure = await askFirst(
      this.panes[0].node,
      { title: t("startOverAsk"), text: t("startOverText"), confirm: t("startOver"), deny: t("cancel"), danger: true },
    );
    if (!sure) return;
    try {
      await tell("reset", {});
    } catch (error) {
      return this.panes[0].say(error.message);
    }
    this.wire.clear();
    this.banner.replaceChildren();
    const { lang } = readAddress();
    for (const [index, pane] of this.panes.entries()) await this.#seat(
      index,
      pane.as,
      { at: pane.current?.name, tab: pane.tab, lang },
    );
  }

  #key(event) {
    if ((event.metaKey || event.ctrlKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      const pane = this.panes.find((one) => one.node.contains(document.activeElement)) ?? this.panes[0];
      if (pane && !pane.node.querySelector(":scope > .overlay")) jump(pane);
    } else if (event.key === "F6") {
      event.preventDefault();
      const regions = [
        ...document.querySelectorAll("[data-region]"),
      ].filter((node) => node.offsetParent !== null && !node.closest("[inert]"));
      const at = regions.findIndex((node) => node.contains(document.activeElement));
      const next = regions[(at + (event.shiftKey ? -1 : 1) + regions.length) % regions.length];
      (next?.matches(".rail") ? next.querySelector('[aria-current="page"], button') : next)?.focus();
    }
  }
}

new Page().start();
