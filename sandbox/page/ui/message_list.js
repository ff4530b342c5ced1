/** A list of messages that keeps its nodes: only what changed is redrawn, and the scroll position stays. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { get } from "../core/store.js";
import { messageRows } from "./message_rows.js";

const NEAR = 80; // pixels from the end that still count as reading the end

export class MessageList {
  #inThread;
  #nodes = new Map(); // key -> {node, drawn}
  #list = h("div", { class: "message-list", role: "list" });
  #scroller;
  #jump;
  #conversation = null; // whose messages the list shows
  #newest = null; // ts of the last one
  #following = true; // the end is in view, and stays so when the list grows

  /** What is shown above the first message. */
  intro = h("div", { class: "intro" });

  /** `inThread` drops thread links and day dividers; `label` names the region. */
  constructor({ inThread = false, label }) {
    this.#inThread = inThread;
    const aria = { label };
    this.#scroller = h(
      "div",
      { class: "scroller", tabIndex: 0, role: "region", aria },
      this.intro,
      this.#list,
    );
    this.#jump = h(
      "button",
      { type: "button", class: "jump", hidden: true, on: { click: () => this.#toEnd() } },
      icon("down"),
      "New messages",
    );
    this.node = h("div", { class: "list-frame" }, this.#scroller, this.#jump);
    this.#scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    const grown = new ResizeObserver(() => this.#following && this.#toEnd());
    grown.observe(this.#list);
    grown.observe(this.#scroller);
  }

  /** Show `messages` of `channel`; another `conversation` starts at its end. */
  update(conversation, channel, messages) {
    const moved = conversation !== this.#conversation;
    if (moved) {
      this.#nodes.clear();
      this.#list.replaceChildren();
      this.#following = true;
    }
    place(this.#list, messageRows(this.#nodes, channel, messages, this.#inThread));
    const last = messages.at(-1);
    const arrived = !moved && last && last.ts !== this.#newest;
    const mine = arrived && (last.ephemeral || last.user === get().place.person);
    if (this.#following || mine) this.#toEnd();
    else if (arrived) this.#jump.hidden = false;
    this.#conversation = conversation;
    this.#newest = last?.ts ?? null;
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#jump.hidden = true;
  }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#following) this.#jump.hidden = true;
  }
}

/** Put `wanted` into `list` with as few moves as possible: what stays in place keeps its focus. */
function place(list, wanted) {
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
