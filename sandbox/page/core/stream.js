/** The workspace's live stream: each event hints at what to fetch again. */

import * as load from "./loader.js";
import { currentChannel } from "./router.js";
import { get, set } from "./store.js";

const RETRY = 1500; // milliseconds until a stream that the browser gave up is opened again

function onMessage({ channel }) {
  load.loadState();
  if (channel !== currentChannel()) return;
  load.loadMessages();
  if (get().place.thread) load.loadThread();
}

const HINTS = {
  __proto__: null,
  message: onMessage,
  message_changed: onMessage,
  message_deleted: onMessage,
  channel: load.loadState,
  connection: load.loadState,
  home: load.loadHome,
  modals: load.loadModals,
  prompts: load.loadAssistant,
  status: load.loadAssistant,
  call: load.loadCalls,
  delivery: load.loadCalls,
  clock: load.loadAll,
  person: load.loadAll,
};

let source = null;

/** Listen as `person`; a stream of someone else ends. */
export function listenAs(person) {
  source?.close();
  const mine = new EventSource(`/control/stream?person=${encodeURIComponent(person)}`);
  source = mine;
  mine.onopen = () => {
    set({ live: "open" });
    load.loadAll();
  };
  mine.onmessage = ({ data }) => {
    const hint = JSON.parse(data);
    HINTS[hint.type]?.(hint);
  };
  mine.onerror = () => {
    set({ live: "lost" });
    if (mine.readyState === EventSource.CLOSED)
      setTimeout(() => source === mine && listenAs(person), RETRY);
  };
}
