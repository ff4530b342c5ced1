/** The app's Home and About tabs. */

import { h, replaceKeepingFocus } from "../core/dom.js";
import { contextFor } from "../core/interactions.js";
import { appName, avatar } from "../core/names.js";
import { get, watch } from "../core/store.js";
import { createDrafts } from "../blocks/drafts.js";
import { renderBlocks } from "../blocks/index.js";
import { commands } from "./completion.js";

export function homePane() {
  const node = h("section", {
    class: "pane",
    role: "tabpanel",
    aria: { label: "Home" },
    data: { testid: "home" },
  });
  let drawn = null;
  let drafts = createDrafts();
  watch(["place", "home", "workspace"], ({ place, home, workspace }) => {
    node.hidden = place?.tab !== "home";
    const now = JSON.stringify([home, place?.person]);
    if (node.hidden || !workspace || now === drawn) return;
    drawn = now;
    if (node.dataset.view !== home?.id) drafts = createDrafts();
    node.dataset.view = home?.id ?? "";
    node.dataset.hash = home?.hash ?? "";
    replaceKeepingFocus(node, [
      h("div", { class: "pane-inside" }, home ? homeBlocks(home, drafts) : nothingYet()),
    ]);
  });
  return node;
}

function homeBlocks(home, drafts) {
  const container = { type: "view", view_id: home.id };
  const blocks = home.blocks ?? [];
  return renderBlocks(blocks, contextFor({ surface: "home", container, blocks, drafts }));
}

const nothingYet = () => [
  avatar(get().workspace.app.bot_user, "huge"),
  h("h2", {}, `${appName()} hasn't set up a Home tab yet`),
  h("p", { class: "muted" }, "It appears here as soon as the app publishes it."),
];

export function aboutPane() {
  const node = h("section", {
    class: "pane",
    role: "tabpanel",
    aria: { label: "About" },
    data: { testid: "about" },
  });
  watch(["place", "workspace"], ({ place, workspace }) => {
    node.hidden = place?.tab !== "about";
    if (!node.hidden && workspace)
      node.replaceChildren(h("div", { class: "pane-inside" }, about(workspace)));
  });
  return node;
}

function about({ app }) {
  const rows = commands().map((c) =>
    h(
      "div",
      { class: "command-row" },
      h("dt", {}, h("code", {}, `${c.command} ${c.usage_hint ?? ""}`.trim())),
      h("dd", {}, c.description),
    ),
  );
  const shortcuts = (app.manifest_summary?.shortcuts ?? []).map((s) =>
    h("div", { class: "command-row" }, h("dt", {}, s.name), h("dd", {}, s.description ?? "")),
  );
  return [
    h(
      "div",
      { class: "about-head" },
      avatar(app.bot_user, "huge"),
      h("div", {}, h("h2", {}, app.name), h("p", { class: "muted" }, app.description || "")),
    ),
    rows.length ? [h("h3", {}, "Commands"), h("dl", { class: "commands" }, rows)] : null,
    shortcuts.length ? [h("h3", {}, "Shortcuts"), h("dl", { class: "commands" }, shortcuts)] : null,
  ];
}
