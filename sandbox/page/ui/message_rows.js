/** From messages to nodes: groups, day dividers, and old nodes where nothing changed. */

import { h, replaceKeepingFocus } from "../core/dom.js";
import { nameOf } from "../core/names.js";
import { get } from "../core/store.js";
import { clockTime, dayKey, dayName, seconds } from "../core/time.js";
import { isGone, messageParts } from "./message.js";
import { statusOf } from "./status.js";

const TOGETHER = 300; // seconds within which one person's messages form a group

/** The nodes of `messages` in order. `nodes` (key -> {node, drawn}) is what was there before. */
export function messageRows(nodes, channel, messages, inThread) {
  const rows = messages.flatMap((message, i) =>
    rowsOf(message, messages[i - 1], i === messages.length - 1, { channel, inThread }),
  );
  const wanted = new Set(rows.map((row) => row.key));
  for (const key of nodes.keys()) if (!wanted.has(key)) nodes.delete(key);
  return rows.map(({ key, state, draw }) => {
    const known = nodes.get(key);
    if (known?.drawn !== state) nodes.set(key, { node: draw(known?.node), drawn: state });
    return nodes.get(key).node;
  });
}

/** A message's row, after a divider where a day begins: {key, state, draw(old node)}. */
function rowsOf(message, before, isLast, { channel, inThread }) {
  const newDay = !inThread && (!before || dayKey(before.ts) !== dayKey(message.ts));
  const status = inThread && !isLast ? null : statusUnder(message, channel, inThread);
  const where = { channel, inThread, status, grouped: !newDay && isGrouped(before, message) };
  const row = {
    key: message.ts,
    // while it is edited a message is left alone: what is typed into it must stay
    state:
      get().editing === message.ts
        ? "editing"
        : JSON.stringify([message, where, get().place.person]),
    draw: (old) => messageNode(message, where, old),
  };
  const day = {
    key: `day-${dayKey(message.ts)}`,
    state: dayName(message.ts),
    draw: () => dayDivider(message.ts),
  };
  return newDay ? [day, row] : [row];
}

/** The assistant's status: under the thread's root in a channel, under the last message in a thread. */
function statusUnder(message, channel, inThread) {
  const thread = message.thread_ts ?? message.ts;
  return inThread || thread === message.ts ? statusOf(channel, thread) : null;
}

const isGrouped = (before, message) =>
  Boolean(before) &&
  before.user === message.user &&
  !isGone(before) &&
  !before.reply_count &&
  !message.ephemeral === !before.ephemeral &&
  seconds(message.ts) - seconds(before.ts) < TOGETHER;

function messageNode(message, where, old) {
  const data = { testid: "message", ts: message.ts, user: message.user };
  const node = old ?? h("article", { role: "listitem", data });
  const classes = [
    "message",
    where.grouped && "message-grouped",
    message.ephemeral && "message-ephemeral",
  ];
  node.className = classes.filter(Boolean).join(" ");
  node.setAttribute("aria-label", `${nameOf(message.user)}, ${clockTime(message.ts)}`);
  replaceKeepingFocus(node, messageParts(message, where).filter(Boolean));
  return node;
}

const dayDivider = (ts) => h("div", { class: "day", role: "listitem" }, h("span", {}, dayName(ts)));
