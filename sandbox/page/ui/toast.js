/** Short notices at the bottom of the page; they go by themselves. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";

const SHOWN = 7000; // milliseconds

export function toast(text) {
  const note = h("div", { class: "toast" }, icon("warning"), h("span", {}, text));
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN);
}
