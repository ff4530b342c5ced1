/** The workspace's day and time, and a menu that moves it on: an app's week goes by in a minute. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
import { OPENS_MENU } from "../core/icon_button.js";
import { icon } from "../core/icons.js";
import { attempt } from "../core/interactions.js";
import { get, watch } from "../core/store.js";
import { clockTime, weekday } from "../core/time.js";
import { openMenu } from "./menu.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const EVERY = 1000; // milliseconds from one look at the time to the next
const MONDAY_AT_TEN = { weekday: 0, minute: 10 * 60 };

const MOVES = [
  ["1 hour later", () => ({ advance: HOUR })],
  ["1 day later", () => ({ advance: DAY })],
  ["1 week later", () => ({ advance: 7 * DAY })],
  ["To Monday, 10:00", () => ({ person: get().place.person, ...MONDAY_AT_TEN })],
];

export function clockButton() {
  const shown = h("span", { class: "not-narrow" });
  const button = h(
    "button",
    {
      type: "button",
      class: "top-button clock",
      data: { testid: "clock" },
      aria: OPENS_MENU,
      on: { click: () => openMenu(button, moves()) },
    },
    icon("clock"),
    shown,
  );
  let ahead = 0; // seconds from this machine's time to the workspace's
  const draw = () => {
    const now = Date.now() / 1000 + ahead;
    const text = `${weekday(now)}, ${clockTime(now)}`;
    if (shown.textContent === text) return;
    shown.textContent = text;
    button.title = `It's ${text} in this workspace. Move time forward`;
    button.setAttribute("aria-label", button.title);
  };
  watch(["workspace", "place"], ({ workspace }) => {
    button.hidden = !workspace;
    if (!workspace) return;
    ahead = workspace.now - Date.now() / 1000;
    draw();
  });
  setInterval(() => get().workspace && draw(), EVERY);
  return button;
}

const moves = () =>
  MOVES.map(([label, body]) => ({ label, run: () => attempt(() => api.clock(body())) }));
