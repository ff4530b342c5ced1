/** Light or dark: the system's choice, until the person makes one. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";

const KEY = "workspace-theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is switched off: the system's choice applies
  }
}

function remember(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // nothing to do: the choice lasts as long as the page
  }
}

const apply = (theme) => theme && (document.documentElement.dataset.theme = theme);
const current = () => document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");

apply(remembered());

export function themeToggle() {
  const button = h("button", {
    type: "button",
    class: "top-button",
    data: { testid: "theme-toggle" },
  });
  const draw = () => {
    const other = current() === "dark" ? "light" : "dark";
    button.replaceChildren(icon(other === "dark" ? "moon" : "sun"));
    button.title = `Switch to ${other} colours`;
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    const next = current() === "dark" ? "light" : "dark";
    apply(next);
    remember(next);
    draw();
  });
  dark.addEventListener("change", draw);
  draw();
  return button;
}
