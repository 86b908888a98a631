/** "Jump to": any conversation in a few keys. */
import { el, freshId } from "./dom.js";
import { layOver } from "./overlay.js";
import { placeMark } from "./rail.js";

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Ask where to go, and go there.
 * @param {import("./pane.js").Pane} pane
 */
export function jump(pane) {
  const { t } = pane;
  const listId = freshId("jump");
  let found = [];
  let active = 0;
  let remove = () => {};

  const field = el(
    "input",
    {
      type: "text",
      role: "combobox",
      class: "field",
      autocomplete: "off",
      "aria-label": t("jumpTo"),
      placeholder: t("jumpHint"),
      "aria-expanded": true,
      "aria-controls": listId,
      "aria-autocomplete": "list",
    },
  );
  const list = el("div", { id: listId, class: "choices", role: "listbox", "aria-label": t("jumpTo") });
  const go = (channel) => {
    remove();
    pane.open(channel.id, { focus: true });
  };
  const mark = (at) => {
    active = at;
    [...list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === at));
      item.classList.toggle("active", index === at);
      if (index === at) item.scrollIntoView({ block: "nearest" });
    });
    field.setAttribute("aria-activedescendant", `${listId}-${at}`);
  };
  const draw = () => {
    const words = fold(field.value.trim());
    found = pane.state.channels
      .filter((channel) => fold(pane.placeName(channel)).includes(words))
      .sort((a, b) => Number(Boolean(b.unread)) - Number(Boolean(a.unread)))
      .slice(0, 12);
    list.replaceChildren(
      ...found.map((channel, at) => {
        return el(
          "div",
          { id: `${listId}-${at}`, class: "choice", role: "option", onclick: () => go(channel) },
          placeMark(channel, pane),
          el("span", { class: "choice-words" }, pane.placeName(channel)),
        );
      }),
    );
    if (found.length) mark(0);
    else list.replaceChildren(el("p", { class: "combo-note" }, t("nothingFound")));
  };
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && found.length) mark((active + steps[event.key] + found.length) % found.length);
    else if (event.key === "Enter" && found[active]) go(found[active]);
    else return;
    event.preventDefault();
  });
  const dialog = el(
    "div",
    { class: "dialog jump", role: "dialog", "aria-modal": true, "aria-label": t("jumpTo") },
    field,
    list,
  );
  draw();
  remove = layOver(pane.node, dialog, { onEscape: () => remove(), first: field });
}
