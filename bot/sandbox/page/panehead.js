/** The line above a conversation: what it is, who is in it, and the app's tabs. */
import { el, icon } from "./dom.js";
import { appMark, avatar, roleLine } from "./people.js";

function tabs(pane) {
  const { t } = pane;
  const one = (tab, name) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        "aria-selected": pane.tab === tab,
        tabindex: pane.tab === tab ? "0" : "-1",
        "data-place": `tab/${tab}`,
        onclick: () => pane.openTab(tab),
      },
      name,
    );
  const list = el(
    "div",
    { class: "tabs", role: "tablist", "aria-label": pane.state.team.app_name },
    one("home", t("home")),
    one("messages", t("messages")),
  );
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = pane.tab === "home" ? "messages" : "home";
    pane.openTab(other);
    pane.head.querySelector(`[data-place="tab/${other}"]`)?.focus();
  });
  return list;
}

/**
 * @param {import("./pane.js").Pane} pane
 * @returns {Node[]}
 */
export function paneHead(pane) {
  const { current: channel, state, t } = pane;
  if (!channel) return [];
  const name = pane.placeName(channel);
  const title = el("h1", { class: "place-title" }, name);
  if (channel.kind === "app_dm") return [
    appMark(state.team.app_name),
    title,
    el("span", { class: "badge" }, t("app")),
    tabs(pane),
  ];
  if (channel.kind === "im") {
    const person = pane.other(channel);
    return [avatar(person), title, el("span", { class: "place-topic" }, person ? roleLine(person, t) : "")];
  }
  return [
    icon(channel.kind === "private" ? "lock" : "hash"),
    title,
    el("span", { class: "place-topic" }, channel.topic ?? ""),
    !channel.app_in && el("span", { class: "away" }, t("appAway", { app: state.team.app_name })),
    el(
      "span",
      { class: "place-members", title: channel.members.map((id) => pane.person(id)?.real_name ?? id).join(", ") },
      icon("people"),
      t("members", { count: channel.members.length }),
    ),
  ].filter(Boolean);
}
