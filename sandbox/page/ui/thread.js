/** The thread on the right: its messages and a composer of its own. */

import { h } from "../core/dom.js";
import { iconButton } from "../core/icon_button.js";
import { appName, channelById, conversationName } from "../core/names.js";
import { currentChannel, go } from "../core/router.js";
import { get, watch } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";

export const startThread = (panel) => new Thread(panel);

const leave = () => go({ thread: null });

class Thread {
  #panel;
  #open = null; // key of the thread that is shown
  #list = new MessageList({ inThread: true, label: "Thread" });
  #write = new Composer({ testid: "thread-composer", inThread: true });
  #where = h("span", { class: "muted" });

  constructor(panel) {
    this.#panel = panel;
    const close = iconButton("close", "Close the thread", leave);
    const head = h("header", { class: "pane-head" }, h("h2", {}, "Thread"), this.#where, close);
    panel.replaceChildren(head, this.#list.node, this.#write.node);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && leave());
    watch(["place", "workspace", "dm", "thread", "assistant", "editing"], () => this.#draw());
  }

  #draw() {
    const { place, workspace } = get();
    const channel = currentChannel();
    this.#panel.hidden = !place?.thread || !channel;
    document.body.classList.toggle("with-thread", !this.#panel.hidden);
    if (this.#panel.hidden || !workspace) this.#open = null;
    else this.#show(place, channel);
  }

  #show(place, channel) {
    const { thread } = get();
    const key = `${place.person}/${channel}/${place.thread}`;
    const known = channelById(channel);
    this.#where.textContent = place.tab ? appName() : nameIn(known);
    const isLoaded = thread?.channel === channel && thread.ts === place.thread;
    this.#list.update(key, channel, isLoaded ? thread.list : []);
    this.#write.node.hidden = Boolean(known?.is_archived);
    this.#write.aim({ key, channel, thread_ts: place.thread, label: "Reply…" });
    // whoever is writing in the conversation goes on writing there
    if (this.#open !== key && document.activeElement?.dataset.testid !== "composer")
      this.#write.focus();
    this.#open = key;
  }
}

const nameIn = (channel) =>
  channel ? `${channel.is_im ? "" : "#"}${conversationName(channel)}` : "";
