/** The bar over the page: the sidebar's button, what this is, colours, and "Under the hood". */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { get, set, watch } from "../core/store.js";
import { themeToggle } from "./theme.js";

export function startTopbar(bar) {
  const menu = h(
    "button",
    {
      type: "button",
      class: "top-button only-narrow",
      aria: { label: "Channels", expanded: "false", controls: "sidebar" },
      data: { testid: "sidebar-toggle" },
      on: { click: () => showSidebar(!isShown()) },
    },
    icon("menu"),
  );
  const title = h("p", { class: "top-title" });
  const refused = h("span", { class: "refused-count", hidden: true });
  const hood = h(
    "button",
    {
      type: "button",
      class: "top-button top-wide",
      title: "What the app calls and is told",
      data: { testid: "inspector-toggle" },
      aria: { expanded: "false", controls: "inspector" },
      on: { click: () => set({ inspecting: !get().inspecting }) },
    },
    icon("gauge"),
    h("span", { class: "not-narrow" }, "Under the hood"),
    refused,
  );
  bar.replaceChildren(menu, title, themeToggle(), hood);

  const showSidebar = (on) => {
    document.body.classList.toggle("with-sidebar", on);
    menu.setAttribute("aria-expanded", String(on));
    if (on) document.querySelector("#sidebar a")?.focus();
  };
  const isShown = () => document.body.classList.contains("with-sidebar");
  document.getElementById("scrim").addEventListener("click", () => showSidebar(false));
  document
    .getElementById("sidebar")
    .addEventListener("click", (event) => event.target.closest("a") && showSidebar(false));
  document.getElementById("sidebar").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isShown()) {
      showSidebar(false);
      menu.focus();
    }
  });

  watch(["workspace", "live", "inspecting", "calls"], ({ workspace, live, inspecting, calls }) => {
    title.replaceChildren(
      live === "lost"
        ? h("span", { class: "lost" }, "The workspace is away. Trying again…")
        : `${workspace?.team.name ?? ""} · a workspace on this machine`,
    );
    hood.setAttribute("aria-expanded", String(inspecting));
    const bad = calls.filter((c) => !c.ok).length;
    refused.hidden = bad === 0;
    refused.textContent = `${bad}`;
    refused.title = `${bad} refused`;
  });
}
