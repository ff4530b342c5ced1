/** The thread on the right: its messages and a composer of its own. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { appName, channelById, conversationName } from "../core/names.js";
import { currentChannel, go } from "../core/router.js";
import { watch } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";

export function startThread(panel) {
  const list = new MessageList({ inThread: true, label: "Thread" });
  const write = new Composer({ testid: "thread-composer", inThread: true });
  const where = h("span", { class: "muted" });
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      aria: { label: "Close the thread" },
      on: { click: () => go({ thread: null }) },
    },
    icon("close"),
  );
  panel.replaceChildren(
    h("header", { class: "pane-head" }, h("h2", {}, "Thread"), where, close),
    list.node,
    write.node,
  );
  panel.addEventListener("keydown", (event) => event.key === "Escape" && go({ thread: null }));

  let open = null;
  watch(
    ["place", "workspace", "dm", "thread", "assistant", "editing"],
    ({ place, thread, workspace }) => {
      const channel = currentChannel();
      panel.hidden = !place?.thread || !channel;
      document.body.classList.toggle("with-thread", !panel.hidden);
      if (panel.hidden || !workspace) return void (open = null);
      const key = `${place.person}/${channel}/${place.thread}`;
      const known = channelById(channel);
      where.textContent = place.tab
        ? appName()
        : known && `${known.is_im ? "" : "#"}${conversationName(known)}`;
      list.update(
        key,
        channel,
        thread?.channel === channel && thread.ts === place.thread ? thread.list : [],
      );
      write.node.hidden = Boolean(known?.is_archived);
      write.aim({ key, channel, thread_ts: place.thread, label: "Reply…" });
      if (open !== key && document.activeElement?.dataset.testid !== "composer") write.focus();
      open = key;
    },
  );
}
