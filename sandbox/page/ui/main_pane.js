/** The middle of the page: its head with the name or the app's tabs, and the pane under it. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { appName, avatar, channelById, conversationName } from "../core/names.js";
import { addressOf, TABS } from "../core/router.js";
import { watch } from "../core/store.js";
import { aboutPane, homePane } from "./app_page.js";
import { conversation } from "./conversation.js";

const LABELS = { home: "Home", messages: "Messages", about: "About" };

export function startMain(main) {
  const head = h("header", { class: "pane-head" });
  const tabs = h("nav", { class: "tabs", aria: { label: "Pages of the app" } });
  main.replaceChildren(head, tabs, homePane(), aboutPane(), conversation());
  watch(["place", "workspace"], ({ place, workspace }) => {
    if (!workspace) return;
    head.replaceChildren(
      ...(place.tab ? appHead(workspace) : channelHead(channelById(place.channel))),
    );
    tabs.hidden = !place.tab;
    if (place.tab) drawTabs(tabs, place.tab, workspace.app.manifest_summary?.features ?? {});
  });
}

/** Tabs that the app's manifest switched off are not there. */
function drawTabs(tabs, current, features) {
  const offered = TABS.filter((tab) => features[`${tab}_tab`] !== false);
  const links = offered.map((tab) =>
    h(
      "a",
      {
        class: "tab",
        href: addressOf({ tab }),
        data: { testid: `tab-${tab}`, focusKey: `tab-${tab}` },
        aria: { current: tab === current ? "page" : null },
      },
      LABELS[tab],
    ),
  );
  const focused = document.activeElement?.dataset.focusKey;
  tabs.replaceChildren(...links);
  links.find((link) => link.dataset.focusKey === focused)?.focus();
}

function appHead({ app, connected, mode }) {
  const state = connected ? "connected" : "not connected";
  return [
    avatar(app.bot_user, "small"),
    h("h1", {}, appName(), h("span", { class: "app-badge" }, "APP")),
    h(
      "span",
      { class: connected ? "presence presence-on" : "presence" },
      `${state} by ${mode === "http" ? "HTTP" : "Socket Mode"}`,
    ),
  ];
}

function channelHead(channel) {
  if (!channel) return [h("h1", {}, "No such conversation")];
  const people = (channel.members ?? []).length;
  return [
    channel.is_im ? null : icon(channel.is_archived ? "archive" : "hash"),
    h("h1", {}, conversationName(channel)),
    channel.topic ? h("span", { class: "topic muted" }, channel.topic) : null,
    channel.is_im
      ? null
      : h("span", { class: "members muted" }, `${people} member${people === 1 ? "" : "s"}`),
  ].filter(Boolean);
}
