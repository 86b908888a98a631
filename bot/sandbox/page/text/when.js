/** Dates and times as the reader's language and zone write them. The local Slack's clock may have been moved ahead. */

let ahead = 0;

/**
 * Let the page's clock run ahead of the machine's, as the local Slack's does.
 * @param {number} seconds
 */
export function runAhead(seconds) {
  ahead = seconds * 1000;
}

/**
 * The present moment at the local Slack.
 * @returns {Date}
 */
export function present() {
  return new Date(Date.now() + ahead);
}

function parts(date, reader) {
  const format = new Intl.DateTimeFormat(
    "en-CA",
    { timeZone: reader.tz, year: "numeric", month: "2-digit", day: "2-digit" },
  );
  return format.format(date);
}

/**
 * @param {string} ts a message's ts, seconds since 1970 with a fraction
 * @returns {Date}
 */
export function dateOf(ts) {
  return new Date(Number(ts) * 1000);
}

/**
 * @param {Date} date
 * @param {{lang: string, tz: string}} reader
 * @param {Intl.DateTimeFormatOptions} style
 * @returns {string}
 */
export function written(date, reader, style) {
  return new Intl.DateTimeFormat(reader.lang, { timeZone: reader.tz, ...style }).format(date);
}

/**
 * @param {Date} date
 * @param {{lang: string, tz: string}} reader
 * @returns {string} hours and minutes
 */
export function clock(date, reader) {
  return written(date, reader, { hour: "numeric", minute: "2-digit" });
}

/**
 * @param {Date} date
 * @param {{lang: string, tz: string}} reader
 * @returns {string} YYYY-MM-DD in the reader's zone: two dates of one day give the same
 */
export function dayKey(date, reader) {
  return parts(date, reader);
}

/**
 * "Today", "Yesterday", or the date.
 * @param {Date} date
 * @param {{lang: string, tz: string, t: function(string): string}} reader
 * @param {Intl.DateTimeFormatOptions} style of the date where it is neither
 * @returns {string}
 */
export function prettyDay(date, reader, style) {
  const key = parts(date, reader);
  if (key === parts(present(), reader)) return reader.t("today");
  if (key === parts(new Date(present() - 864e5), reader)) return reader.t("yesterday");
  return written(date, reader, style);
}

const LONG = { weekday: "long", year: "numeric", month: "long", day: "numeric" };
const MIDDLE = { year: "numeric", month: "long", day: "numeric" };
const SHORT = { year: "numeric", month: "short", day: "numeric" };

function ago(date, reader) {
  const seconds = (date - present()) / 1000;
  const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
  const format = new Intl.RelativeTimeFormat(reader.lang, { numeric: "auto" });
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return format.format(Math.round(seconds / size), unit);
}

/**
 * The words of `<!date^seconds^format^link|fallback>`.
 * @param {number} seconds since 1970
 * @param {string} format with {date}, {time} and their kin
 * @param {{lang: string, tz: string, t: function(string): string}} reader
 * @returns {string} tokens that Slack does not know stay as they are
 */
export function slackDate(seconds, format, reader) {
  const date = new Date(seconds * 1000);
  const tokens = {
    date_num: () => parts(date, reader),
    date: () => written(date, reader, MIDDLE),
    date_short: () => written(date, reader, SHORT),
    date_long: () => written(date, reader, LONG),
    date_slash: () => written(date, reader, { year: "numeric", month: "2-digit", day: "2-digit" }),
    date_pretty: () => prettyDay(date, reader, MIDDLE),
    date_short_pretty: () => prettyDay(date, reader, SHORT),
    date_long_pretty: () => prettyDay(date, reader, LONG),
    day_divider_pretty: () => prettyDay(date, reader, LONG),
    date_long_full: () => written(date, reader, LONG),
    time: () => clock(date, reader),
    time_secs: () => written(date, reader, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(date, reader),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => tokens[name]?.() ?? whole);
}

/**
 * The difference between a zone's clock and UTC at one moment, in milliseconds.
 * @param {Date} date
 * @param {string} tz
 * @returns {number}
 */
function offset(date, tz) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: tz, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${format.format(date).replace(" ", "T")}Z`) - Math.floor(date / 1000) * 1000;
}

/**
 * @param {number} seconds since 1970
 * @param {string} tz
 * @returns {string} "YYYY-MM-DDTHH:MM" on the zone's clock
 */
export function localMinute(seconds, tz) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() + offset(date, tz)).toISOString().slice(0, 16);
}

/**
 * @param {string} minute "YYYY-MM-DDTHH:MM" on the zone's clock
 * @param {string} tz
 * @returns {number} seconds since 1970
 */
export function secondsOf(minute, tz) {
  const naive = Date.parse(`${minute}Z`);
  const guess = naive - offset(new Date(naive), tz);
  return Math.round((naive - offset(new Date(guess), tz)) / 1000);
}
