/** A menu of commands under a button (ARIA menu): arrows, Home, End, Enter, Escape. */

import { h } from "../core/dom.js";
import { closeFloating, floatUnder } from "./floating.js";

/** `items`: {label: children, run(), href?, icon?, danger?}. The focus goes back to `anchor`. */
export function openMenu(anchor, items) {
  const menu = h("div", { class: "menu", role: "menu" });
  const outside = (event) => menu.contains(event.target) || close(false);
  const close = (refocus = true) => {
    document.removeEventListener("pointerdown", outside, true);
    closeFloating(menu);
    anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor.focus();
  };
  menu.append(...items.map((item) => menuItem(item, close)));
  menu.addEventListener("keydown", (event) => onKey(event, menu, close));
  floatUnder(anchor, menu, { wide: false, end: true });
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  menu.firstElementChild?.focus();
}

function menuItem({ label, run, href, icon, danger }, close) {
  const click = () => {
    close();
    run();
  };
  const props = {
    class: danger ? "menu-item menu-danger" : "menu-item",
    role: "menuitem",
    tabIndex: -1,
    on: { click },
  };
  const inside = [icon ?? null, h("span", {}, label)];
  return href
    ? h("a", { ...props, href, target: "_blank", rel: "noopener noreferrer" }, inside)
    : h("button", { type: "button", ...props }, inside);
}

function onKey(event, menu, close) {
  const all = [...menu.children];
  const at = all.indexOf(document.activeElement);
  const goes = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (goes !== undefined) {
    event.preventDefault();
    all.at(goes % all.length).focus();
  }
}
