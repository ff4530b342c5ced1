/** A list of messages that keeps its nodes: only what changed is drawn anew, the scroll place stays. */

import { h, replaceKeepingFocus } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { nameOf } from "../core/names.js";
import { get } from "../core/store.js";
import { clockTime, dayKey, dayName, seconds } from "../core/time.js";
import { isGone, messageParts } from "./message.js";
import { statusOf } from "./status.js";

const TOGETHER = 300; // seconds in which messages of one person stand as one group
const NEAR = 80; // pixels from the end that still count as reading the end

/** `inThread` drops thread links and day dividers. */
export function messageList({ inThread = false, label }) {
  const nodes = new Map(); // key -> {node, drawn}
  const list = h("div", { class: "message-list", role: "list" });
  const intro = h("div", { class: "intro" });
  const scroller = h("div", { class: "scroller", tabIndex: 0, role: "region", aria: { label } }, intro, list);
  const jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => toEnd() } }, icon("down"), "New messages");
  let shown = null; // the conversation that the list holds
  let last = null; // its newest message

  const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = true;
  };
  scroller.addEventListener("scroll", () => nearEnd() && (jump.hidden = true), { passive: true });
  const keepEnd = new ResizeObserver(() => following && toEnd());
  let following = true;
  scroller.addEventListener("scroll", () => (following = nearEnd()), { passive: true });
  keepEnd.observe(list);
  keepEnd.observe(scroller);

  function update(key, channel, messages) {
    if (key !== shown) {
      nodes.clear();
      list.replaceChildren();
      following = true;
    }
    const wasAtEnd = following;
    place(list, rows(nodes, channel, messages, inThread));
    const newest = messages.at(-1);
    const arrived = key === shown && newest && newest.ts !== last;
    if (wasAtEnd || (arrived && newest.user === get().place.person)) toEnd();
    else if (arrived) jump.hidden = false;
    [shown, last] = [key, newest?.ts ?? null];
  }

  return { node: h("div", { class: "list-frame" }, scroller, jump), intro, update, toEnd };
}

/** The nodes in order: day dividers and messages, old nodes where nothing changed. */
function rows(nodes, channel, messages, inThread) {
  const wanted = new Map();
  messages.forEach((message, i) => {
    const before = messages[i - 1];
    const newDay = !inThread && (!before || dayKey(before.ts) !== dayKey(message.ts));
    if (newDay) wanted.set(`day-${dayKey(message.ts)}`, { draw: () => dayDivider(message.ts), state: dayName(message.ts) });
    const thread = message.thread_ts ?? message.ts;
    const status = inThread && i < messages.length - 1 ? null : inThread || thread === message.ts ? statusOf(channel, thread) : null;
    const where = { channel, inThread, status, grouped: !newDay && isGrouped(before, message) };
    const editing = get().editing === message.ts;
    wanted.set(message.ts, {
      draw: (old) => messageNode(message, where, old),
      state: editing ? "editing" : JSON.stringify([message, where, get().place.person]),
    });
  });
  for (const key of nodes.keys()) if (!wanted.has(key)) nodes.delete(key);
  return [...wanted].map(([key, { draw, state }]) => {
    const known = nodes.get(key);
    if (known?.drawn !== state) nodes.set(key, { node: draw(known?.node), drawn: state });
    return nodes.get(key).node;
  });
}

const isGrouped = (before, message) =>
  Boolean(before) && before.user === message.user && !isGone(before) && !before.reply_count &&
  !message.ephemeral === !before.ephemeral && seconds(message.ts) - seconds(before.ts) < TOGETHER;

function messageNode(message, where, old) {
  const node = old ?? h("article", { role: "listitem", data: { testid: "message", ts: message.ts, user: message.user } });
  node.className = ["message", where.grouped && "message-grouped", message.ephemeral && "message-ephemeral"].filter(Boolean).join(" ");
  node.setAttribute("aria-label", `${nameOf(message.user)}, ${clockTime(message.ts)}`);
  replaceKeepingFocus(node, messageParts(message, where).filter(Boolean));
  return node;
}

const dayDivider = (ts) => h("div", { class: "day", role: "listitem" }, h("span", {}, dayName(ts)));

/** Put `wanted` into `list` with as few moves as possible: what stays in place keeps its focus. */
function place(list, wanted) {
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
