/** Selects of every kind: options given, options asked for, people and places. */
import { combobox } from "../combobox.js";
import { icon } from "../dom.js";
import { avatar, nameOf, roleLine } from "../people.js";
import { plainOf } from "../text/mrkdwn.js";

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function fitting(choices, words) {
  const wanted = fold(words);
  return choices.filter((choice) => fold(choice.label).includes(wanted));
}

function optionChoice(option) {
  return {
    key: option.value,
    label: plainOf(option.text),
    description: option.description && plainOf(option.description),
    raw: option,
  };
}

function select(element, block, scene, naming, how) {
  const multiple = element.type.startsWith("multi_");
  const bare = scene.values.bare(block, element);
  const raws = multiple ? bare : bare === null ? [] : [bare];
  return combobox({
    naming,
    multiple,
    t: scene.t,
    placeholder: element.placeholder ? plainOf(element.placeholder) : scene.t("chooseOne"),
    clearable: block.type === "input" && Boolean(block.optional),
    limit: element.max_selected_items ?? Infinity,
    chosen: raws.map(how.choice),
    find: how.find,
    pause: how.pause,
    least: how.least,
    choose(choices) {
      const values = choices.map((choice) => choice.raw);
      return scene.change(block, element, multiple ? values : (values[0] ?? null));
    },
  });
}

/** Options that came with the message. */
export function staticSelect(element, block, scene, naming) {
  const groups = element.option_groups
    ? element.option_groups.map((section) => ({
      label: plainOf(section.label),
      choices: section.options.map(optionChoice),
    }))
    : [{ label: null, choices: element.options.map(optionChoice) }];
  const find = async (words) =>
    groups.map((section) => ({
      ...section,
      choices: fitting(section.choices, words),
    })).filter((section) => section.choices.length);
  return select(element, block, scene, naming, { choice: optionChoice, find });
}

/** Options that the app finds while one types. */
export function externalSelect(element, block, scene, naming) {
  const find = async (words) => {
    const answer = await scene.suggest(block, element, words);
    if (answer.option_groups) {
      return answer.option_groups.map((section) => ({
        label: plainOf(section.label),
        choices: section.options.map(optionChoice),
      }));
    }
    return [{ label: null, choices: (answer.options ?? []).map(optionChoice) }];
  };
  return select(
    element,
    block,
    scene,
    naming,
    { choice: optionChoice, find, pause: 200, least: element.min_query_length ?? 3 },
  );
}

/** People of the workspace; those who left are not offered. */
export function peopleSelect(element, block, scene, naming) {
  const choice = (id) => {
    const person = scene.person(id);
    return {
      key: id,
      label: nameOf(person),
      description: person && roleLine(person, scene.t),
      before: avatar(person),
      raw: id,
    };
  };
  const find = async (words) => {
    const ids = scene.people().filter((person) => !person.deleted).map((person) => person.id);
    return [{ label: null, choices: fitting(ids.map(choice), words) }];
  };
  return select(element, block, scene, naming, { choice, find });
}

const KINDS = { public: ["channel"], private: ["private"], im: ["im", "app_dm"], mpim: [] };

function eligible(element, channel) {
  if (element.type.endsWith("channels_select")) return channel.kind === "channel" && !channel.is_archived;
  const filter = element.filter ?? {};
  if (filter.exclude_bot_users && channel.kind === "app_dm") return false;
  return !channel.is_archived && (!filter.include || filter.include.some((name) => KINDS[name].includes(channel.kind)));
}

/** Channels and conversations. */
export function placeSelect(element, block, scene, naming) {
  const choice = (id) => {
    const channel = scene.channel(id);
    const plain = channel?.kind === "im" || channel?.kind === "app_dm";
    const mark = channel?.kind === "private" ? "lock" : channel?.kind === "channel" ? "hash" : "message";
    return {
      key: id,
      label: channel ? `${plain ? "" : "#"}${scene.placeName(channel)}` : id,
      before: icon(mark),
      raw: id,
    };
  };
  const find = async (words) => {
    const ids = scene.channels().filter((channel) => eligible(element, channel)).map((channel) => channel.id);
    return [{ label: null, choices: fitting(ids.map(choice), words) }];
  };
  return select(element, block, scene, naming, { choice, find });
}
