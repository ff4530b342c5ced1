/** Starts the page: every part draws itself from the store; the address says who and where. */

import { api } from "./core/api.js";
import { attempt } from "./core/interactions.js";
import {
  loadAll,
  loadAssistant,
  loadDm,
  loadHome,
  loadMessages,
  loadState,
  loadThread,
} from "./core/loader.js";
import { currentChannel, startRouter } from "./core/router.js";
import { get, set, watch } from "./core/store.js";
import { listenAs } from "./core/stream.js";
import { startInspector } from "./ui/inspector.js";
import { startMain } from "./ui/main_pane.js";
import { startModals } from "./ui/modal.js";
import { startSidebar } from "./ui/sidebar.js";
import { startThread } from "./ui/thread.js";
import { startTopbar } from "./ui/topbar.js";

const FALLBACK = { person: "U_ANA", channel: "C_BACKEND" };

const part = (id) => document.getElementById(id);

let before = { person: null, channel: null, thread: null, tab: null };

/** Fetch what another place needs, and tell the app when its page was opened. */
async function arrive({ place }) {
  const was = before;
  before = { ...place };
  if (place.person !== was.person) {
    set({
      workspace: get().workspace,
      dm: null,
      messages: null,
      thread: null,
      home: null,
      modals: [],
      assistant: { prompts: null, statuses: {} },
    });
    listenAs(place.person);
    await Promise.all([loadState(), loadDm()]);
  } else loadState(); // what is looked at is read
  loadMessages();
  loadThread();
  const opened = place.tab !== was.tab || place.person !== was.person;
  const features = get().workspace?.app.manifest_summary?.features ?? {};
  if (
    opened &&
    ["home", "messages"].includes(place.tab) &&
    features[`${place.tab}_tab`] !== false
  ) {
    await attempt(() => api.openHome({ person: place.person, tab: place.tab }));
    await Promise.all([loadHome(), loadAssistant()]);
  }
}

function titleOf({ workspace, place }) {
  const room = workspace?.channels.find((c) => c.id === currentChannel());
  const here = place?.tab ? workspace?.app.name : room && `#${room.name}`;
  return [here, workspace?.team.name].filter(Boolean).join(" · ") || "Local workspace";
}

startRouter(FALLBACK);
startTopbar(part("topbar"));
startSidebar(part("sidebar"));
startMain(part("main"));
startThread(part("thread"));
startInspector(part("inspector"));
startModals();
watch(["place"], arrive);
watch(["workspace", "place"], (state) => {
  document.title = titleOf(state);
});
document.addEventListener(
  "visibilitychange",
  () => document.visibilityState === "visible" && loadAll(),
);
