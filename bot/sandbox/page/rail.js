/** The list of conversations at the left of a pane. */
import { el, icon } from "./dom.js";
import { appMark, avatar } from "./people.js";

const SECTIONS = [
  ["channels", ["channel", "private"]],
  ["directMessages", ["im"]],
  ["apps", ["app_dm"]],
];

/**
 * What stands before a conversation's name.
 * @param {Object} channel
 * @param {import("./pane.js").Pane} pane
 * @returns {Node}
 */
export function placeMark(channel, pane) {
  if (channel.kind === "app_dm") return appMark(pane.state.team.app_name);
  if (channel.kind === "im") return avatar(pane.other(channel));
  return icon(channel.kind === "private" ? "lock" : "hash");
}

function line(channel, pane) {
  const name = pane.placeName(channel);
  const unread = channel.unread ? pane.t("unread", { count: channel.unread }) : "";
  const classes = [
    "place",
    channel.unread && "has-unread",
    channel.is_archived && "archived",
  ].filter(Boolean).join(" ");
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: classes,
        "aria-current": channel.id === pane.current?.id ? "page" : null,
        "aria-label": unread ? `${name}, ${unread}` : null,
        "data-place": `rail/${channel.id}`,
        onclick: () => pane.open(channel.id, { focus: true }),
      },
      placeMark(channel, pane),
      el("span", { class: "place-name" }, name),
      unread && el("span", { class: "count", "aria-hidden": "true" }, String(channel.unread)),
    ),
  );
}

/**
 * @param {import("./pane.js").Pane} pane
 * @returns {Node[]} what the rail shows now
 */
export function railNodes(pane) {
  const { state, t } = pane;
  const alphabet = new Intl.Collator(pane.lang);
  const byName = (a, b) => a.is_archived - b.is_archived || alphabet.compare(pane.placeName(a), pane.placeName(b));
  const sections = SECTIONS.map(([title, kinds]) => {
    const channels = state.channels.filter((channel) => kinds.includes(channel.kind)).sort(byName);
    if (!channels.length) return null;
    return el(
      "section",
      { "aria-label": t(title) },
      el("h2", {}, t(title)),
      el("ul", {}, channels.map((channel) => line(channel, pane))),
    );
  });
  return [el("div", { class: "team-name" }, state.team.name), ...sections.filter(Boolean)];
}
