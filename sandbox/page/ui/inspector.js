/** "Under the hood": every call of the app and everything delivered to it, newest first. */

import { h, spoken } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { set, watch } from "../core/store.js";
import { clockTime, fullTime, isoTime } from "../core/time.js";

const FILTERS = {
  all: ["All", () => true],
  api: ["Calls", (c) => c.kind === "api"],
  sent: ["Delivered", (c) => c.kind !== "api"],
  refused: ["Refused", (c) => !c.ok],
};

export function startInspector(panel) {
  const list = h("ol", { class: "calls", reversed: true });
  const state = h("p", { class: "calls-state" });
  const close = () => {
    set({ inspecting: false });
    document.querySelector("[data-testid=inspector-toggle]").focus();
  };
  let filter = "all";
  const nodes = new Map(); // number -> node; an entry never changes
  const draw = ({ calls, inspecting, workspace }) => {
    panel.hidden = !inspecting;
    document.body.classList.toggle("with-inspector", inspecting);
    if (!inspecting) return;
    state.replaceChildren(...connection(workspace, calls));
    const wanted = calls.filter(FILTERS[filter][1]).reverse();
    for (const call of wanted) if (!nodes.has(call.n)) nodes.set(call.n, entry(call));
    const kept = new Set(wanted.map((c) => nodes.get(c.n)));
    for (const child of [...list.children]) if (!kept.has(child)) child.remove();
    wanted.forEach((call, i) => {
      if (list.children[i] !== nodes.get(call.n)) list.insertBefore(nodes.get(call.n), list.children[i] ?? null);
    });
    list.classList.toggle("calls-empty", wanted.length === 0);
  };
  const tabs = filterBar((name) => { filter = name; set({}); redraw(); });
  panel.replaceChildren(
    h("header", { class: "pane-head" }, h("h2", {}, "Under the hood"),
      h("button", { type: "button", class: "icon-button", aria: { label: "Close" }, on: { click: close } }, icon("close"))),
    state, tabs, list);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  let last = null;
  const redraw = () => draw(last);
  watch(["calls", "inspecting", "workspace"], (now) => { last = now; draw(now); });
}

function filterBar(choose) {
  const bar = h("div", { class: "filters", role: "group", aria: { label: "Show" } });
  const press = (name) => (event) => {
    for (const b of bar.children) b.setAttribute("aria-pressed", String(b === event.currentTarget));
    choose(name);
  };
  bar.append(...Object.entries(FILTERS).map(([name, [label]]) =>
    h("button", { type: "button", class: "filter", aria: { pressed: String(name === "all") }, data: { testid: `filter-${name}` }, on: { click: press(name) } }, label)));
  return bar;
}

function connection(workspace, calls) {
  const bad = calls.filter((c) => !c.ok).length;
  const how = workspace?.mode === "http" ? "signed HTTP" : "Socket Mode";
  return [
    h("span", { class: workspace?.connected ? "dot dot-on" : "dot" }),
    h("span", {}, `${workspace?.app.name ?? "The app"} is ${workspace?.connected ? "connected" : "not connected"} by ${how}`),
    h("span", { class: bad ? "bad" : "muted" }, `${bad} refused`),
  ];
}

const DIRECTIONS = { __proto__: null, api: ["up", "call of the app"] };

function entry(call) {
  const [arrow, words] = DIRECTIONS[call.kind] ?? ["down", `${call.kind} delivered to the app`];
  const took = call.milliseconds === undefined ? "" : `${Math.round(call.milliseconds)} ms`;
  return h("li", { class: call.ok ? "call" : "call call-refused", data: { testid: "call", method: call.method, ok: String(call.ok) } },
    h("details", {},
      h("summary", {},
        h("span", { class: `way way-${arrow}`, title: words }, icon(arrow === "up" ? "send" : "down"), spoken(words)),
        h("code", { class: "call-method" }, call.method),
        call.kind === "api" ? null : h("span", { class: "call-kind" }, call.kind),
        call.ok ? null : h("span", { class: "call-error" }, call.error || "refused"),
        h("span", { class: "call-took muted" }, took),
        h("time", { class: "muted", datetime: isoTime(call.at), title: fullTime(call.at) }, clockTime(call.at))),
      part(call.kind === "api" ? "Arguments" : "Payload", call.arguments),
      part(call.kind === "api" ? "Response" : "Answer", call.response)));
}

/** JSON, drawn when it is first looked at would be lighter; entries are few enough to draw at once. */
function part(title, value) {
  if (value === undefined || value === null) return null;
  return h("div", { class: "call-part" }, h("h3", {}, title), h("pre", { tabIndex: 0 }, typeof value === "string" ? value : JSON.stringify(value, null, 2)));
}
