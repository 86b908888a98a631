/** A field that offers choices while one types: one choice or several. */
import { el, freshId, icon } from "./dom.js";
import { floatBy } from "./popup.js";

/**
 * @typedef {{key: string, label: string, description?: string, before?: Node, raw: *}} Choice
 * @typedef {{label: string|null, choices: Choice[]}} ChoiceGroup
 */

/**
 * @param {Object} options
 * @param {Object<string, string>} options.naming aria-label or aria-labelledby, aria-describedby, id
 * @param {string} options.placeholder
 * @param {boolean} options.multiple
 * @param {boolean} options.clearable one choice may be taken back
 * @param {Choice[]} options.chosen
 * @param {number} options.limit how many may be chosen
 * @param {function(string): Promise<ChoiceGroup[]>} options.find what fits the typed words
 * @param {number} options.pause milliseconds to wait after a key before finding
 * @param {number} options.least how many characters to type before anything is found
 * @param {function(Choice[]): Promise<boolean>} options.choose false = the choice was refused, put back what was
 * @param {function(string, Object=): string} options.t
 * @returns {HTMLElement}
 */
export function combobox(options) {
  const { multiple, t, least = 0, pause = 0 } = options;
  let chosen = options.chosen;
  let shown = [];
  let active = -1;
  let open = null;
  let turn = 0;
  let timer = 0;

  const listId = freshId("list");
  const input = el("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": false,
    "aria-controls": listId,
    ...options.naming,
  });
  const chips = el("span", { class: "chips" });
  const clear = el(
    "button",
    { type: "button", class: "combo-clear", "aria-label": t("clear"), hidden: true },
    icon("close"),
  );
  const node = el("div", { class: `combo${multiple ? " combo-many" : ""}` }, chips, input, clear, icon("down"));
  const note = el("p", { class: "combo-note", role: "status" });
  const list = el(
    "div",
    { id: listId, class: "choices", role: "listbox", "aria-multiselectable": multiple ? true : null },
  );
  if (options.naming["aria-label"]) list.setAttribute("aria-label", options.naming["aria-label"]);
  else list.setAttribute("aria-labelledby", options.naming["aria-labelledby"]);
  const box = el("div", { class: "choices-box" }, list, note);

  const isChosen = (choice) => chosen.some((one) => one.key === choice.key);
  const rest = () => {
    input.value = multiple || !chosen.length ? "" : chosen[0].label;
    input.placeholder = chosen.length && multiple ? "" : options.placeholder;
    clear.hidden = multiple || !options.clearable || !chosen.length;
    chips.replaceChildren(
      ...(multiple ? chosen : []).map((choice) => {
        const drop = () => settle(chosen.filter((one) => one.key !== choice.key));
        return el(
          "span",
          { class: "chip" },
          choice.label,
          el(
            "button",
            { type: "button", "aria-label": t("remove", { name: choice.label }), onclick: drop },
            icon("close"),
          ),
        );
      }),
    );
  };
  const settle = async (next) => {
    const before = chosen;
    chosen = next;
    rest();
    if (!(await options.choose(next))) {
      chosen = before;
      rest();
    }
  };
  const mark = (index) => {
    active = index;
    [...list.querySelectorAll('[role="option"]')].forEach((item, at) => {
      item.classList.toggle("active", at === active);
      if (at === active) item.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) input.setAttribute("aria-activedescendant", `${listId}-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    clearTimeout(timer);
    turn += 1;
    open?.close();
    open = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    rest();
  };
  const pick = (choice) => {
    if (multiple) {
      const next = isChosen(choice) ? chosen.filter((one) => one.key !== choice.key) : [...chosen, choice];
      close();
      if (next.length <= options.limit) settle(next);
    } else {
      close();
      settle([choice]);
    }
  };
  const draw = (groups) => {
    shown = groups.flatMap((section) => section.choices);
    let at = 0;
    const option = (choice) => {
      const item = el(
        "div",
        { id: `${listId}-${at}`, class: "choice", role: "option", "aria-selected": isChosen(choice) },
        choice.before,
        el(
          "span",
          { class: "choice-words" },
          el("span", {}, choice.label),
          choice.description && el("span", { class: "choice-description" }, choice.description),
        ),
        isChosen(choice) && icon("check"),
      );
      at += 1;
      item.addEventListener("click", () => pick(choice));
      return item;
    };
    list.replaceChildren(
      ...groups.flatMap((section) => {
        if (!section.label) return section.choices.map(option);
        const id = freshId("group");
        return [el(
          "div",
          { role: "group", "aria-labelledby": id },
          el("div", { id, class: "choices-title" }, section.label),
          section.choices.map(option),
        )];
      }),
    );
    note.textContent = shown.length ? "" : t("nothingFound");
    const current = shown.findIndex(isChosen);
    mark(shown.length ? Math.max(current, 0) : -1);
    open?.place();
  };
  const find = (words) => {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    if ([...words].length < least) {
      list.replaceChildren();
      shown = [];
      note.textContent = t("typeMore", { count: least });
      return;
    }
    const go = async () => {
      const groups = await options.find(words).catch(() => []);
      if (mine === turn && open) draw(groups);
    };
    if (!pause) return void go();
    note.textContent = t("searching");
    timer = setTimeout(go, words ? pause : 0);
  };
  const show = (words) => {
    if (!open) {
      open = floatBy(node, box, { matchWidth: true, onOutside: close });
      input.setAttribute("aria-expanded", "true");
      list.replaceChildren();
      shown = [];
    }
    find(words);
  };

  box.addEventListener("pointerdown", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    settle([]);
    input.focus();
  });
  input.addEventListener("click", () => {
    if (open) return;
    input.select();
    show("");
  });
  input.addEventListener("input", () => show(input.value.trim()));
  input.addEventListener("blur", () => open && close());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) show("");
      else if (shown.length) mark((active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open && shown[active]) pick(shown[active]);
      else if (!open) show("");
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && multiple && !input.value && chosen.length) settle(chosen.slice(0, -1));
  });
  rest();
  return node;
}
