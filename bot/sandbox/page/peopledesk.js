/** What a Slack admin does in Slack's own pages: deactivate people, make guests, change languages. */
import { el, icon } from "./dom.js";
import { layOver } from "./overlay.js";
import { avatar, nameOf, roleLine } from "./people.js";
import { keepingPlace } from "./scene.js";

const LANGUAGES = [
  ["en-US", "English"],
  ["fr-FR", "Français"],
];

/**
 * Open the desk over a pane.
 * @param {import("./pane.js").Pane} pane
 */
export function openPeopleDesk(pane) {
  const { t } = pane;
  const tell = async (person, changes) => {
    await pane.order("people", { id: person.id, ...changes });
    await pane.refresh();
    draw();
  };
  const language = (person) => {
    const known = LANGUAGES.some(([code]) => code === person.locale) ? LANGUAGES : [
      [person.locale, person.locale],
      ...LANGUAGES,
    ];
    const select = el(
      "select",
      {
        class: "field small",
        "aria-label": t("languageOf", { name: nameOf(person) }),
        "data-place": `language/${person.id}`,
        onchange: () => tell(person, { locale: select.value }),
      },
    );
    select.append(
      ...known.map(([code, words]) => el("option", { value: code, selected: code === person.locale }, words)),
    );
    return select;
  };
  const row = (person) => {
    const words = { name: nameOf(person) };
    const guest = el(
      "input",
      {
        type: "checkbox",
        checked: Boolean(person.is_restricted),
        "aria-label": t("makeGuest", words),
        "data-place": `guest/${person.id}`,
        onchange: () => tell(person, { is_restricted: !person.is_restricted }),
      },
    );
    const account = el(
      "button",
      {
        type: "button",
        "data-place": `account/${person.id}`,
        class: `button small${person.deleted ? "" : " danger-quiet"}`,
        "aria-label": t(person.deleted ? "reactivateName" : "deactivateName", words),
        onclick: () => tell(person, { deleted: !person.deleted }),
      },
      t(person.deleted ? "reactivate" : "deactivate"),
    );
    return el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        el(
          "div",
          { class: "people-name" },
          avatar(person),
          el(
            "span",
            { class: "choice-words" },
            nameOf(person),
            el("span", { class: "choice-description" }, roleLine(person, t)),
          ),
        ),
      ),
      el("td", {}, language(person)),
      el("td", { class: "centred" }, guest),
      el("td", { class: "align-right" }, account),
    );
  };
  const body = el("tbody");
  const draw = () => keepingPlace(
    dialog,
    () => body.replaceChildren(...pane.state.people.filter((person) => !person.is_bot).map(row)),
  );
  const close = () => remove();
  const dialog = el(
    "div",
    { class: "dialog desk", role: "dialog", "aria-modal": true, "aria-label": t("peopleTitle") },
    el(
      "div",
      { class: "dialog-head" },
      el("h2", {}, t("peopleTitle")),
      el(
        "button",
        { type: "button", class: "button quiet icon-only", "aria-label": t("close"), onclick: close },
        icon("close"),
      ),
    ),
    el(
      "div",
      { class: "modal-body" },
      el("p", { class: "muted" }, t("peopleText")),
      el(
        "table",
        { class: "people" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            [t("person"), t("language"), t("guest"), t("account")].map((words) => el("th", { scope: "col" }, words)),
          ),
        ),
        body,
      ),
    ),
  );
  draw();
  const remove = layOver(pane.node, dialog, { onEscape: close });
}
