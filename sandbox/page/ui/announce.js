/** Tells screen readers of new messages, once each, when they are complete. */

import { nameOf } from "../core/names.js";
import { get } from "../core/store.js";
import { unescape } from "../text/scan.js";

const heard = new Map(); // conversation -> timestamps already announced

function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Announce what is new in a conversation since the last call for it; its first load is silent. */
export function announceNew(conversation, messages) {
  const known = heard.get(conversation);
  const complete = messages.filter((m) => !m.streaming);
  const fresh = known
    ? complete.filter((m) => !known.has(m.ts) && m.user !== get().place.person)
    : [];
  heard.set(conversation, new Set(complete.map((m) => m.ts)));
  if (fresh.length)
    announce(
      fresh.map((m) => `${nameOf(m.user)}: ${unescape(m.text ?? "").slice(0, 300)}`).join(". "),
    );
}
