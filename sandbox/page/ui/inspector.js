/** "Under the hood": every call of the app and everything delivered to it, newest first. */

import { h } from "../core/dom.js";
import { iconButton } from "../core/icon_button.js";
import { get, set, watch } from "../core/store.js";
import { callEntry } from "./call_entry.js";

const FILTERS = {
  all: ["All", () => true],
  api: ["Calls", (c) => c.kind === "api"],
  sent: ["Delivered", (c) => c.kind !== "api"],
  refused: ["Refused", (c) => !c.ok],
};

export const startInspector = (panel) => new Inspector(panel);

class Inspector {
  #panel;
  #filter = "all";
  #entries = new Map(); // number -> node: an entry never changes
  #list = h("ol", { class: "calls", reversed: true });
  #state = h("p", { class: "calls-state" });

  constructor(panel) {
    this.#panel = panel;
    const close = iconButton("close", "Close", closeDrawer);
    const head = h("header", { class: "pane-head" }, h("h2", {}, "Under the hood"), close);
    panel.replaceChildren(head, this.#state, this.#filterBar(), this.#list);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && closeDrawer());
    watch(["calls", "inspecting", "workspace"], () => this.#draw());
  }

  #draw() {
    const { calls, inspecting, workspace } = get();
    this.#panel.hidden = !inspecting;
    document.body.classList.toggle("with-inspector", inspecting);
    if (!inspecting) return;
    this.#state.replaceChildren(...connection(workspace, calls));
    const wanted = calls
      .filter(FILTERS[this.#filter][1])
      .reverse()
      .map((call) => this.#entry(call));
    const keep = new Set(wanted);
    for (const child of [...this.#list.children]) if (!keep.has(child)) child.remove();
    wanted.forEach((node, i) => {
      if (this.#list.children[i] !== node)
        this.#list.insertBefore(node, this.#list.children[i] ?? null);
    });
    this.#list.classList.toggle("calls-empty", wanted.length === 0);
  }

  #entry(call) {
    if (!this.#entries.has(call.n)) this.#entries.set(call.n, callEntry(call));
    return this.#entries.get(call.n);
  }

  #filterBar() {
    const bar = h("div", { class: "filters", role: "group", aria: { label: "Show" } });
    const press = (name) => (event) => {
      for (const b of bar.children)
        b.setAttribute("aria-pressed", String(b === event.currentTarget));
      this.#filter = name;
      this.#draw();
    };
    const button = ([name, [label]]) => {
      const aria = { pressed: String(name === this.#filter) };
      return h(
        "button",
        {
          type: "button",
          class: "filter",
          aria,
          data: { testid: `filter-${name}` },
          on: { click: press(name) },
        },
        label,
      );
    };
    bar.append(...Object.entries(FILTERS).map(button));
    return bar;
  }
}

function closeDrawer() {
  set({ inspecting: false });
  document.querySelector("[data-testid=inspector-toggle]").focus();
}

function connection(workspace, calls) {
  const bad = calls.filter((c) => !c.ok).length;
  const how = workspace?.mode === "http" ? "signed HTTP" : "Socket Mode";
  const state = workspace?.connected ? "connected" : "not connected";
  return [
    h("span", { class: workspace?.connected ? "dot dot-on" : "dot" }),
    h("span", {}, `${workspace?.app.name ?? "The app"} is ${state} by ${how}`),
    h("span", { class: bad ? "bad" : "muted" }, `${bad} refused`),
  ];
}
