/** Puts a list or menu next to its control, above everything else. */

const GAP = 4;
const listeners = new WeakMap();

/** Show `node` under `anchor` (above it where there is no room), at least as wide if `wide`. */
export function floatUnder(anchor, node, { wide = true, end = false } = {}) {
  node.classList.add("floating");
  node.popover = "manual";
  (anchor.closest("dialog") ?? document.body).append(node);
  node.showPopover();
  const place = () => position(anchor, node, wide, end);
  const stop = new AbortController();
  addEventListener("scroll", place, { capture: true, signal: stop.signal });
  addEventListener("resize", place, { signal: stop.signal });
  const watcher = new ResizeObserver(place);
  watcher.observe(node);
  listeners.set(node, () => {
    stop.abort();
    watcher.disconnect();
  });
  place();
}

export function closeFloating(node) {
  listeners.get(node)?.();
  node.remove();
}

function position(anchor, node, wide, end) {
  const box = anchor.getBoundingClientRect();
  if (wide) node.style.setProperty("min-width", `${box.width}px`);
  const below = innerHeight - box.bottom;
  const height = node.offsetHeight + GAP;
  const top =
    below >= height || below >= box.top ? box.bottom + GAP : Math.max(GAP, box.top - height);
  const left = end ? box.right - node.offsetWidth : box.left;
  node.style.setProperty("top", `${top}px`);
  node.style.setProperty(
    "left",
    `${Math.max(GAP, Math.min(left, innerWidth - node.offsetWidth - GAP))}px`,
  );
  node.style.setProperty("max-height", `${Math.min(320, Math.max(below, box.top) - 2 * GAP)}px`);
}
