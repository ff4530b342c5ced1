/** What a person can do with a message: reply in its thread, edit, delete, the app's shortcuts. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
import { iconButton, OPENS_MENU } from "../core/icon_button.js";
import { icon } from "../core/icons.js";
import { attempt } from "../core/interactions.js";
import { go } from "../core/router.js";
import { get, set } from "../core/store.js";
import { ask } from "./dialog.js";
import { openMenu } from "./menu.js";
import { offerReactions } from "./reactions.js";

const person = () => get().place.person;

export const shortcuts = (type) =>
  (get().workspace?.app.manifest_summary?.shortcuts ?? []).filter(
    (s) => (s.type ?? "message") === type,
  );

async function remove(message, channel) {
  const sure = await ask({
    title: "Delete message",
    text: "This can't be undone.",
    yes: "Delete",
    danger: true,
  });
  if (sure) await attempt(() => api.remove({ person: person(), channel, ts: message.ts }));
}

/** What goes into the "…" menu of a message. */
function moreItems(message, channel) {
  const own = message.user === person() && !message.ephemeral;
  const ours = shortcuts("message").map((s) => ({
    label: s.name,
    icon: icon("bolt"),
    run: () =>
      attempt(() =>
        api.shortcut({
          person: person(),
          callback_id: s.callback_id,
          message: { channel, ts: message.ts },
        }),
      ),
  }));
  const mine = [
    { label: "Edit message", icon: icon("edit"), run: () => set({ editing: message.ts }) },
    {
      label: "Delete message…",
      icon: icon("trash"),
      danger: true,
      run: () => remove(message, channel),
    },
  ];
  return [...ours, ...(own ? mine : [])];
}

export function toolbar(message, { channel, inThread }) {
  const items = moreItems(message, channel);
  const open = (event) => openMenu(event.currentTarget, items);
  const more = items.length > 0 && tool("more", "More actions", message, open, OPENS_MENU);
  if (message.ephemeral) return more ? h("div", { class: "message-tools" }, more) : null;
  const offer = (event) => offerReactions(event.currentTarget, message, channel);
  const answer = () => go({ thread: message.thread_ts ?? message.ts });
  return h(
    "div",
    { class: "message-tools" },
    tool("smile", "Add a reaction", message, offer, OPENS_MENU),
    inThread ? null : tool("reply", "Reply in thread", message, answer),
    more,
  );
}

const tool = (name, label, { ts }, click, aria = {}) =>
  iconButton(name, label, click, { aria, data: { focusKey: `${name}/${ts}` } });
