/** The bar over the page: the sidebar's button, what this is, its time, colours, and "Under the hood". */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { get, set, watch } from "../core/store.js";
import { clockButton } from "./clock.js";
import { themeToggle } from "./theme.js";

export function startTopbar(bar) {
  const title = h("p", { class: "top-title" });
  bar.replaceChildren(sidebarToggle(), title, clockButton(), themeToggle(), inspectorToggle());
  watch(["workspace", "live"], ({ workspace, live }) => {
    const here = `${workspace?.team.name ?? ""} · a workspace on this machine`;
    const lost = h("span", { class: "lost" }, "Connection lost. Reconnecting…");
    title.replaceChildren(live === "lost" ? lost : here);
  });
}

function inspectorToggle() {
  const refused = h("span", { class: "refused-count", hidden: true });
  const button = h(
    "button",
    {
      type: "button",
      class: "top-button",
      title: "Calls from and to the app",
      data: { testid: "inspector-toggle" },
      aria: { expanded: "false", controls: "inspector", label: "Under the hood" },
      on: { click: () => set({ inspecting: !get().inspecting }) },
    },
    icon("gauge"),
    h("span", { class: "not-narrow" }, "Under the hood"),
    refused,
  );
  watch(["inspecting", "calls"], ({ inspecting, calls }) => {
    const bad = calls.filter((c) => !c.ok).length;
    button.setAttribute("aria-expanded", String(inspecting));
    refused.hidden = bad === 0;
    refused.textContent = String(bad);
    refused.title = `${bad} refused`;
  });
  return button;
}

/** On a narrow screen the sidebar slides in; it goes when a place is chosen. */
function sidebarToggle() {
  const sidebar = document.getElementById("sidebar");
  const isShown = () => document.body.classList.contains("with-sidebar");
  const show = (on) => {
    document.body.classList.toggle("with-sidebar", on);
    button.setAttribute("aria-expanded", String(on));
    if (on) sidebar.querySelector("a")?.focus();
  };
  const button = h(
    "button",
    {
      type: "button",
      class: "top-button only-narrow",
      data: { testid: "sidebar-toggle" },
      aria: { label: "Channels", expanded: "false", controls: "sidebar" },
      on: { click: () => show(!isShown()) },
    },
    icon("menu"),
  );
  document.getElementById("scrim").addEventListener("click", () => show(false));
  sidebar.addEventListener("click", (event) => event.target.closest("a") && show(false));
  sidebar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isShown()) return;
    show(false);
    button.focus();
  });
  return button;
}
