/** The bar at the top: who is looking, and the page's tools. */
import { el, icon } from "./dom.js";
import { menuButton } from "./menu.js";
import { avatar, nameOf, roleLine } from "./people.js";

/**
 * "You are …", with the switch to somebody else.
 * @param {import("./pane.js").Pane} pane
 * @param {function(string): void} become called with the id of the person chosen
 * @returns {HTMLElement}
 */
export function personSwitch(pane, become) {
  const { state, t } = pane;
  const { me } = state;
  const words = roleLine(me, t);
  const button = el(
    "button",
    { type: "button", class: "you", title: t("switchPerson") },
    avatar(me),
    el(
      "span",
      { class: "you-words" },
      el("span", { class: "you-name" }, t("youAre", { name: nameOf(me) })),
      el("span", { class: "you-title" }, words),
    ),
    icon("down"),
  );
  const languages = new Intl.DisplayNames([pane.lang], { type: "language", languageDisplay: "standard" });
  const items = () =>
    state.people
      .filter((person) => !person.is_bot)
      .map((person) => ({
        label: nameOf(person),
        description: roleLine(person, t, person.locale && languages.of(person.locale)),
        before: avatar(person),
        checked: person.id === me.id,
        pick: () => become(person.id),
      }));
  menuButton(button, items, { label: t("switchPerson") });
  return button;
}

/**
 * A tool of the bar; a name that stays visible only where there is room.
 * @param {string} mark an icon
 * @param {string} words
 * @param {function(): void} press
 * @param {boolean} [pressed] for tools that stay on
 * @returns {HTMLElement}
 */
export function tool(mark, words, press, pressed) {
  return el(
    "button",
    { type: "button", class: "tool", title: words, "aria-label": words, "aria-pressed": pressed, onclick: press },
    icon(mark),
    el("span", { class: "tool-words" }, words),
  );
}
