/** Reactions under a message, and the small menu that adds one. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
import { attempt } from "../core/interactions.js";
import { nameOf } from "../core/names.js";
import { get } from "../core/store.js";
import { emoji } from "../text/prose.js";
import { openMenu } from "./menu.js";

const OFFERED = [
  "+1",
  "-1",
  "tada",
  "heart",
  "eyes",
  "white_check_mark",
  "rocket",
  "thinking_face",
];

const react = (message, channel, name, add) =>
  attempt(() => api.react({ person: get().place.person, channel, ts: message.ts, name, add }));

export function reactions(message, channel) {
  if (!message.reactions?.length) return null;
  const one = ({ name, count, users = [] }) => {
    const mine = users.includes(get().place.person);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: mine ? "reaction reaction-mine" : "reaction",
          title: users.map(nameOf).join(", "),
          aria: { pressed: String(mine) },
          data: { focusKey: `reaction/${message.ts}/${name}` },
          on: { click: () => react(message, channel, name, !mine) },
        },
        emoji(name),
        ` ${count}`,
      ),
    );
  };
  return h("ul", { class: "reactions", aria: { label: "Reactions" } }, message.reactions.map(one));
}

export function offerReactions(anchor, message, channel) {
  openMenu(
    anchor,
    OFFERED.map((name) => ({
      label: [emoji(name), ` ${name.replaceAll("_", " ")}`],
      run: () => react(message, channel, name, true),
    })),
  );
}
