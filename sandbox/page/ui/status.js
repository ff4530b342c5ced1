/** The assistant's "is thinking…" line. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
import { attempt } from "../core/interactions.js";
import { appName } from "../core/names.js";
import { get } from "../core/store.js";

const TURN = 2500; // milliseconds that one loading message is shown

/** The status of a thread ({status, loading_messages}) or null. */
export const statusOf = (channel, thread) => {
  const status = get().assistant?.statuses?.[`${channel}:${thread}`];
  return status?.status || status?.loading_messages?.length ? status : null;
};

/** The line of `status`; its button tells the app to stop what it does in the thread. */
export function statusLine({ status, loading_messages: lines }, channel, thread_ts) {
  const text = h("span", {}, lines?.length ? lines[0] : `${appName()} ${status}`);
  if (lines?.length > 1) rotate(text, lines);
  const dots = h("span", { class: "dots", aria: { hidden: "true" } }, h("i"), h("i"), h("i"));
  const halt = () => attempt(() => api.stop({ person: get().place.person, channel, thread_ts }));
  const stop = h("button", { type: "button", class: "status-stop", on: { click: halt } }, "Stop");
  return h(
    "div",
    { class: "status", role: "status", data: { testid: "status" } },
    dots,
    text,
    stop,
  );
}

function rotate(node, lines, at = 0) {
  setTimeout(() => {
    if (!node.isConnected) return;
    const next = (at + 1) % lines.length;
    node.textContent = lines[next];
    rotate(node, lines, next);
  }, TURN);
}
