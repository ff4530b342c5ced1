/** The assistant's "is thinking…" line. */

import { h } from "../core/dom.js";
import { appName } from "../core/names.js";
import { get } from "../core/store.js";

const TURN = 2500; // milliseconds that one loading message stands

/** The status of a thread ({status, loading_messages}) or null. */
export const statusOf = (channel, thread) => {
  const status = get().assistant?.statuses?.[`${channel}:${thread}`];
  return status?.status || status?.loading_messages?.length ? status : null;
};

export function statusLine({ status, loading_messages: lines }) {
  const text = h("span", {}, lines?.length ? lines[0] : `${appName()} ${status}`);
  if (lines?.length > 1) rotate(text, lines);
  const dots = h("span", { class: "dots", aria: { hidden: "true" } }, h("i"), h("i"), h("i"));
  return h("div", { class: "status", role: "status", data: { testid: "status" } }, dots, text);
}

function rotate(node, lines, at = 0) {
  setTimeout(() => {
    if (!node.isConnected) return;
    const next = (at + 1) % lines.length;
    node.textContent = lines[next];
    rotate(node, lines, next);
  }, TURN);
}
