/** What the composer offers while one types: commands, their words, and people. */
import { avatar, nameOf, roleLine } from "./people.js";

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** "todo|won <opp>" → its two ways, each with the words that are typed as they are and the whole usage. */
function waysOf(command, subcommand) {
  const usage = subcommand.usage.startsWith(command) ? subcommand.usage.slice(command.length).trim() : subcommand.usage;
  const [first = "", ...rest] = usage.split(" ");
  return first.split("|").map((word) => {
    const literal = /^[[<@]/.test(word) ? "" : word;
    return { literal, usage: [word, ...rest].join(" ").trim(), description: subcommand.description };
  });
}

function commandOffers(text, state) {
  const blank = text.search(/\s/);
  if (blank < 0) {
    const found = state.commands.filter((entry) => entry.command.startsWith(text) && entry.command !== text);
    return found.map((entry) => ({
      label: entry.command,
      hint: entry.usage_hint ?? "",
      description: entry.description ?? "",
      insert: `${entry.command} `,
      from: 0,
    }));
  }
  const entry = state.commands.find((one) => one.command === text.slice(0, blank));
  const typed = fold(text.slice(blank + 1));
  if (!entry || /\s/.test(typed)) return [];
  return (entry.subcommands ?? [])
    .flatMap((subcommand) => waysOf(entry.command, subcommand))
    .filter((way) => way.literal && way.literal !== typed && fold(way.literal).startsWith(typed))
    .map((way) => ({
      label: way.literal,
      hint: way.usage.slice(way.literal.length).trim(),
      description: way.description ?? "",
      insert: `${way.literal} `,
      from: blank + 1,
    }));
}

function peopleOffers(text, cursor, state, t) {
  const found = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, cursor));
  if (!found) return [];
  const typed = fold(found[1]);
  return state.people
    .filter((person) => !person.deleted && person.name !== found[1])
    .filter((person) => [person.name, ...nameOf(person).split(/\s+/)].some((word) => fold(word).startsWith(typed)))
    .slice(0, 8)
    .map((person) => ({
      label: nameOf(person),
      hint: `@${person.name}`,
      description: roleLine(person, t),
      before: avatar(person),
      insert: `@${person.name} `,
      from: cursor - found[1].length - 1,
      sure: true,
    }));
}

/**
 * @typedef {{label: string, hint: string, description: string, before?: Node, insert: string, from: number,
 *   sure?: boolean}} Offer
 */

/**
 * @param {string} text of the composer
 * @param {number} cursor
 * @param {Object} state of the workspace
 * @param {function(string): string} t
 * @returns {{title: string, offers: Offer[]}} `insert` takes the place of what stands between `from` and
 *   the cursor; `sure` = Enter takes the first one
 */
export function offersFor(text, cursor, state, t) {
  const people = peopleOffers(text, cursor, state, t);
  if (people.length) return { title: t("people"), offers: people };
  if (!text.startsWith("/") || cursor < text.length) return { title: "", offers: [] };
  const offers = commandOffers(text, state);
  const half = !/\s/.test(text) && text.length > 1;
  return { title: t("commands"), offers: offers.map((offer) => ({ ...offer, sure: half })) };
}

/**
 * How the command that is being typed goes on.
 * @param {string} text
 * @param {Object} state
 * @returns {{usage: string, description: string}|null}
 */
export function usageOf(text, state) {
  const [command, word] = text.split(/\s+/);
  const entry = state.commands.find((one) => one.command === command);
  if (!entry || !text.includes(" ")) return null;
  const ways = (entry.subcommands ?? []).flatMap((subcommand) => waysOf(entry.command, subcommand));
  const way = ways.find((one) => one.literal && one.literal === word);
  return way ? { usage: `${command} ${way.usage}`, description: way.description ?? "" } : null;
}
