/** What a person can do with a message: reply in its thread, edit, delete, the app's shortcuts. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
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
    text: "This cannot be undone.",
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
  const button = (name, label, click, aria = {}) =>
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: label,
        aria: { label, ...aria },
        data: { focusKey: `${name}/${message.ts}` },
        on: { click },
      },
      icon(name),
    );
  const reply =
    !inThread &&
    !message.ephemeral &&
    button("reply", "Reply in thread", () => go({ thread: message.thread_ts ?? message.ts }));
  const more =
    items.length > 0 &&
    button("more", "More actions", (e) => openMenu(e.currentTarget, items), {
      haspopup: "menu",
      expanded: "false",
    });
  const smile =
    !message.ephemeral &&
    button("smile", "Add a reaction", (e) => offerReactions(e.currentTarget, message, channel), {
      haspopup: "menu",
      expanded: "false",
    });
  return reply || more || smile ? h("div", { class: "message-tools" }, smile, reply, more) : null;
}
