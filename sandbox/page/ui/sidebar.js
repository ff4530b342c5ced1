/** The sidebar: channels, direct messages, the app, and who the person at the keyboard speaks as. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { appUser, avatar, conversationName } from "../core/names.js";
import { addressOf, go } from "../core/router.js";
import { get, watch } from "../core/store.js";

export function startSidebar(node) {
  const name = h("h2", { class: "workspace-name" });
  const lists = h("div", { class: "sidebar-lists" });
  const switcher = h("div", {
    class: "switcher",
    role: "radiogroup",
    aria: { label: "Speak as" },
    data: { testid: "person-switcher" },
  });
  node.replaceChildren(
    h("div", { class: "sidebar-head" }, name),
    lists,
    h("div", { class: "sidebar-foot" }, h("p", { class: "sidebar-title" }, "Speak as"), switcher),
  );
  let drawn = "";
  watch(["place", "workspace", "dm"], ({ place, workspace, dm }) => {
    if (!workspace) return;
    name.textContent = workspace.team.name;
    const now = JSON.stringify([place, workspace.channels, workspace.connected, dm]);
    if (now === drawn) return;
    drawn = now;
    const focused = node.contains(document.activeElement)
      ? document.activeElement.dataset.testid
      : null;
    lists.replaceChildren(...sections(workspace, dm));
    switcher.replaceChildren(...workspace.people.filter((p) => !p.is_bot).map(personChoice));
    if (focused) node.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  });
}

function sections({ channels, app, connected }, dm) {
  const withApp = (c) => c.id === dm || (c.is_im && c.members?.includes(appUser()));
  const rooms = channels.filter((c) => !c.is_im);
  const direct = channels.filter((c) => c.is_im && !withApp(c));
  return [
    section("Channels", rooms.map(channelLink)),
    direct.length ? section("Direct messages", direct.map(channelLink)) : null,
    section("Apps", [
      appLink(app, connected, get().place.tab === "messages" ? 0 : channels.find(withApp)?.unread),
    ]),
  ].filter(Boolean);
}

const section = (title, links) =>
  h(
    "section",
    {},
    h("h3", { class: "sidebar-title" }, title),
    h(
      "ul",
      {},
      links.map((l) => h("li", {}, l)),
    ),
  );

const badge = (unread) =>
  unread
    ? h("span", { class: "unread", aria: { label: `${unread} unread` } }, String(unread))
    : null;

function sidebarLink({ testid, href, current, unread }, ...children) {
  const className = ["sidebar-link", unread && "sidebar-unread"].filter(Boolean).join(" ");
  return h(
    "a",
    { class: className, href, data: { testid }, aria: { current: current ? "page" : null } },
    children,
    badge(unread),
  );
}

function channelLink(channel) {
  const current = get().place.channel === channel.id;
  const mark = channel.is_im
    ? avatar(
        channel.members?.find((id) => id !== get().place.person),
        "small",
      )
    : icon(channel.is_archived ? "archive" : "hash");
  return sidebarLink(
    {
      testid: `sidebar-channel-${channel.id}`,
      href: addressOf({ channel: channel.id }),
      current,
      unread: current ? 0 : channel.unread,
    },
    mark,
    h("span", { class: "sidebar-name" }, conversationName(channel)),
  );
}

function appLink(app, connected, unread) {
  const { tab } = get().place;
  return sidebarLink(
    {
      testid: "sidebar-app",
      href: addressOf({ tab: tab ?? "messages" }),
      current: Boolean(tab),
      unread,
    },
    avatar(app.bot_user, "small"),
    h("span", { class: "sidebar-name" }, app.name),
    h("span", {
      class: connected ? "dot dot-on" : "dot",
      title: connected ? "Connected" : "Not connected",
    }),
  );
}

function personChoice(person) {
  const checked = get().place.person === person.id;
  const change = () => go({ person: person.id, thread: null, ...staying() });
  return h(
    "label",
    { class: "person" },
    h("input", {
      type: "radio",
      name: "person",
      value: person.id,
      checked,
      aria: { label: person.real_name || person.name },
      data: { testid: `person-${person.id}` },
      on: { change },
    }),
    avatar(person.id),
    h("span", { class: "person-name" }, (person.real_name || person.name).split(" ")[0]),
  );
}

/** Another person stays in the same channel or tab; someone else's direct message is left. */
function staying() {
  const { place, workspace } = get();
  if (place.tab) return { tab: place.tab };
  const here = workspace.channels.find((c) => c.id === place.channel);
  return { channel: here && !here.is_im ? here.id : workspace.channels.find((c) => !c.is_im)?.id };
}
