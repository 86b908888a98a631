/** What Slack itself asks of a form before it sends it to the app. */
import { valueKey } from "./values.js";

function empty(value) {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
}

const CHECKS = {
  plain_text_input(element, value, t) {
    const length = [...value].length;
    if (element.min_length && length < element.min_length) return t("tooShort", { count: element.min_length });
    if (element.max_length && length > element.max_length) return t("tooLong", { count: element.max_length });
    return null;
  },
  number_input(element, value, t) {
    const number = Number(value);
    if (!Number.isFinite(number)) return t("notANumber");
    if (!element.is_decimal_allowed && !Number.isInteger(number)) return t("notAnInteger");
    if (element.min_value !== undefined && number < Number(element.min_value)) return t(
      "tooSmall",
      { count: element.min_value },
    );
    if (element.max_value !== undefined && number > Number(element.max_value)) return t(
      "tooBig",
      { count: element.max_value },
    );
    return null;
  },
  email_text_input: (_, value, t) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : t("notAnEmail")),
  url_text_input: (_, value, t) => (/^https?:\/\/[^\s/]+/.test(value) ? null : t("notAUrl")),
};

/**
 * @param {Object[]} blocks of a modal
 * @param {import("./values.js").Values} values
 * @param {function(string, Object=): string} t
 * @returns {Object<string, string>} block_id → what is wrong, in words; empty when it may be sent
 */
export function faultsOf(blocks, values, t) {
  const faults = {};
  for (const block of blocks.filter((candidate) => candidate.type === "input")) {
    const value = values.get(block, block.element)?.[valueKey(block.element)];
    const check = CHECKS[block.element.type];
    const fault = empty(value) ? !block.optional && t("required") : check?.(block.element, value, t);
    if (fault) faults[block.block_id] = fault;
  }
  return faults;
}
