/** What a person has typed or chosen in a view or a message: Slack's `state.values`. */

const STATELESS = new Set(["button", "overflow", "image", "workflow_button", "icon_button", "feedback_buttons"]);

/** Which key carries the value of each kind of element. */
const KEYS = {
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  checkboxes: "selected_options",
  users_select: "selected_user",
  multi_users_select: "selected_users",
  conversations_select: "selected_conversation",
  multi_conversations_select: "selected_conversations",
  channels_select: "selected_channel",
  multi_channels_select: "selected_channels",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  rich_text_input: "rich_text_value",
  file_input: "files",
};

/** What an element of each kind begins with. */
const INITIAL = {
  static_select: "initial_option",
  external_select: "initial_option",
  radio_buttons: "initial_option",
  multi_static_select: "initial_options",
  multi_external_select: "initial_options",
  checkboxes: "initial_options",
  users_select: "initial_user",
  multi_users_select: "initial_users",
  conversations_select: "initial_conversation",
  multi_conversations_select: "initial_conversations",
  channels_select: "initial_channel",
  multi_channels_select: "initial_channels",
  datepicker: "initial_date",
  timepicker: "initial_time",
  datetimepicker: "initial_date_time",
};

/**
 * @param {{type: string}} element
 * @returns {string} the key of its value in `state.values` and in an action
 */
export function valueKey(element) {
  return KEYS[element.type] ?? "value";
}

/**
 * Every element of a payload, with the block that it answers for.
 * @param {Object[]} blocks
 * @returns {Generator<[Object, Object]>} [block, element]
 */
function* elementsOf(blocks) {
  for (const block of blocks) {
    if (block.type === "container") yield* elementsOf(block.child_blocks ?? []);
    else if (block.type === "carousel") yield* elementsOf(block.elements ?? []);
    else {
      const held = [
        block.accessory,
        block.element,
        ...(block.type === "actions" ? block.elements : []),
        ...(block.actions ?? []),
      ];
      for (const element of held) if (element) yield [block, element];
    }
  }
}

function plural(element) {
  return [
    "selected_options",
    "selected_users",
    "selected_conversations",
    "selected_channels",
    "files",
  ].includes(valueKey(element));
}

function offers(element, option) {
  const options = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  return options.some((offered) => offered.value === option.value);
}

function stillFits(element, value) {
  if (value?.type !== element.type) return false;
  if (!element.options && !element.option_groups) return true;
  const chosen = [value[valueKey(element)] ?? []].flat();
  return chosen.every((option) => offers(element, option));
}

/** The values of one view or message; they outlive a redraw. */
export class Values {
  #values = {};
  #here;

  /** @param {function(): string|undefined} here the conversation that is open, for selects that begin with it */
  constructor(here) {
    this.#here = here;
  }

  /**
   * Take a new version of the blocks. What somebody typed stays where block_id, action_id and kind stay the same,
   * as in Slack; the rest begins with its initial value.
   * @param {Object[]} blocks
   * @param {Object} [remembered] `state.values` as the server keeps them, for a page that was reloaded
   */
  adopt(blocks, remembered = {}) {
    const next = {};
    for (const [block, element] of elementsOf(blocks)) {
      if (STATELESS.has(element.type)) continue;
      const known = this.get(block, element) ?? remembered[block.block_id]?.[element.action_id];
      next[block.block_id] ??= {};
      next[block.block_id][element.action_id] = stillFits(element, known) ? known : this.#initial(element);
    }
    this.#values = next;
  }

  #initial(element) {
    const here = element.default_to_current_conversation ? this.#here() : undefined;
    const current = here && (plural(element) ? [here] : here);
    const initial = element[INITIAL[element.type] ?? "initial_value"] ?? current ?? (plural(element) ? [] : null);
    return { type: element.type, [valueKey(element)]: initial };
  }

  /**
   * @param {Object} block
   * @param {Object} element
   * @returns {Object|undefined} as it stands in `state.values`
   */
  get(block, element) {
    return this.#values[block.block_id]?.[element.action_id];
  }

  /**
   * @param {Object} block
   * @param {Object} element
   * @returns {*} the bare value
   */
  bare(block, element) {
    return this.get(block, element)?.[valueKey(element)] ?? (plural(element) ? [] : null);
  }

  /**
   * @param {Object} block
   * @param {Object} element
   * @param {*} value
   */
  set(block, element, value) {
    this.#values[block.block_id] ??= {};
    this.#values[block.block_id][element.action_id] = { type: element.type, [valueKey(element)]: value };
  }

  /** @returns {Object} `state.values` */
  toJSON() {
    return this.#values;
  }
}
