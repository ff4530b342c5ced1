/** A small button that shows an icon and is called by its label. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

export function iconButton(name, label, click, { aria = {}, data = {}, className = "" } = {}) {
  const props = { title: label, aria: { label, ...aria }, data, on: { click } };
  return h(
    "button",
    { type: "button", class: `icon-button ${className}`.trim(), ...props },
    icon(name),
  );
}

/** What ARIA says of a button that opens a menu. */
export const OPENS_MENU = { haspopup: "menu", expanded: "false" };
