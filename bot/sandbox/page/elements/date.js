/** Dates and times: the browser's own pickers, which people's keyboards and screen readers already know. */
import { el } from "../dom.js";
import { localMinute, secondsOf } from "../text/when.js";

/** A date typed digit by digit is complete several times over; the app hears of it when the typing rests. */
const REST = 700;

function picker(element, block, scene, naming, type, shown, meant) {
  const current = scene.values.bare(block, element);
  const node = el(
    "input",
    { type, class: `field picker picker-${type}`, value: current === null ? "" : shown(current), ...naming },
  );
  let timer = 0;
  let told = node.value;
  const tell = async () => {
    clearTimeout(timer);
    if (node.value === told) return;
    const before = told;
    told = node.value;
    if (!(await scene.change(block, element, node.value ? meant(node.value) : null, node))) {
      told = before;
      node.value = before;
    }
  };
  node.addEventListener("input", () => {
    clearTimeout(timer);
    if (block.type === "input") scene.values.set(block, element, node.value ? meant(node.value) : null);
    if (block.type === "input" && !block.dispatch_action) scene.edited(block);
    else timer = setTimeout(tell, REST);
  });
  node.addEventListener("blur", tell);
  return node;
}

const same = (value) => value;

/** A day: YYYY-MM-DD. */
export function date(element, block, scene, naming) {
  return picker(element, block, scene, naming, "date", same, same);
}

/** A time of day: HH:MM. */
export function time(element, block, scene, naming) {
  return picker(element, block, scene, naming, "time", same, same);
}

/** A moment, in seconds since 1970, shown on the reader's clock. */
export function dateTime(element, block, scene, naming) {
  return picker(
    element,
    block,
    scene,
    naming,
    "datetime-local",
    (seconds) => localMinute(seconds, scene.tz),
    (minute) => secondsOf(minute, scene.tz),
  );
}
