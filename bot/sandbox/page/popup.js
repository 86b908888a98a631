/** A box that floats by its anchor: lists of choices and menus. It lives in the browser's top layer. */
const GAP = 4;
const MARGIN = 8;

/**
 * Show a box by an anchor, and keep it there while things scroll.
 * @param {HTMLElement} anchor
 * @param {HTMLElement} box
 * @param {{matchWidth?: boolean, alignEnd?: boolean, above?: boolean, onOutside?: function(): void}} options
 *   onOutside is called when the person presses elsewhere
 * @returns {{close: function(): void, place: function(): void}}
 */
export function floatBy(anchor, box, options = {}) {
  box.setAttribute("popover", "manual");
  box.classList.add("popup");
  (anchor.closest("[data-popup-root]") ?? document.body).append(box);
  box.showPopover();

  const place = () => {
    const at = anchor.getBoundingClientRect();
    if (options.matchWidth) box.style.minWidth = `${at.width}px`;
    box.style.maxHeight = "";
    const size = box.getBoundingClientRect();
    const roomBelow = innerHeight - at.bottom - GAP - MARGIN;
    const roomAbove = at.top - GAP - MARGIN;
    const above = options.above ? roomAbove > 120 : size.height > roomBelow && roomAbove > roomBelow;
    const height = Math.min(size.height, above ? roomAbove : roomBelow);
    box.style.maxHeight = `${Math.max(above ? roomAbove : roomBelow, 80)}px`;
    const wanted = options.alignEnd ? at.right - size.width : at.left;
    box.style.left = `${Math.max(MARGIN, Math.min(wanted, innerWidth - size.width - MARGIN))}px`;
    box.style.top = `${above ? at.top - GAP - height : at.bottom + GAP}px`;
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) options.onOutside?.();
  };
  const scrolled = (event) => {
    if (!box.contains(event.target)) place();
  };
  place();
  addEventListener("resize", place);
  document.addEventListener("scroll", scrolled, true);
  document.addEventListener("pointerdown", outside, true);
  return {
    place,
    close() {
      removeEventListener("resize", place);
      document.removeEventListener("scroll", scrolled, true);
      document.removeEventListener("pointerdown", outside, true);
      box.remove();
    },
  };
}
