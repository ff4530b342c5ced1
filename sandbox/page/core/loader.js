/** Fetches what the page shows. Each load runs one at a time and once more when asked meanwhile. */

import { announceNew } from "../ui/announce.js";
import { api } from "./api.js";
import { currentChannel } from "./router.js";
import { get, set } from "./store.js";

function latest(load) {
  let running = null;
  let again = false;
  const loop = async () => {
    do {
      again = false;
      await load().catch(() => set({ live: "lost" }));
    } while (again);
    running = null;
  };
  return () => {
    if (running) again = true;
    else running = loop();
    return running;
  };
}

const me = () => get().place.person;

export const loadState = latest(async () => {
  const person = me();
  const workspace = await api.state(person);
  if (person !== me()) return;
  set({ workspace });
  const here = workspace.channels.find((c) => c.id === currentChannel());
  if (here?.unread && document.visibilityState === "visible") await api.markRead(person, here.id);
});

export const loadMessages = latest(async () => {
  const [person, channel] = [me(), currentChannel()];
  if (!channel) return set({ messages: null });
  const { messages: list } = await api.messages(person, channel);
  if (person !== me() || channel !== currentChannel()) return void loadMessages(); // awaiting it would wait for itself
  announceNew(channel, list);
  set({ messages: { channel, list } });
});

export const loadThread = latest(async () => {
  const [person, channel, ts] = [me(), currentChannel(), get().place.thread];
  if (!channel || !ts) return set({ thread: null });
  const { messages: list } = await api.messages(person, channel, ts);
  if (person !== me() || channel !== currentChannel() || ts !== get().place.thread)
    return void loadThread();
  announceNew(`${channel}/${ts}`, list);
  set({ thread: { channel, ts, list } });
});

export const loadHome = latest(async () => set({ home: (await api.home(me())).view }));
export const loadModals = latest(async () => set({ modals: (await api.modals(me())).views }));
export const loadAssistant = latest(async () => set({ assistant: await api.assistant(me()) }));

/** The app's direct message; opening it is what gives it an id. */
export const loadDm = latest(async () => set({ dm: (await api.dm(me())).channel }));

export const loadCalls = latest(async () => {
  const { calls } = await api.calls(get().calls.at(-1)?.n ?? 0);
  const known = get().calls.at(-1)?.n ?? 0;
  const fresh = calls.filter((call) => call.n > known);
  if (fresh.length) set({ calls: [...get().calls, ...fresh].slice(-500) });
});

/** Everything, for a person who has just arrived or a stream that was away. */
export async function loadAll() {
  await Promise.all([loadState(), loadDm()]);
  await Promise.all([
    loadMessages(),
    loadThread(),
    loadHome(),
    loadModals(),
    loadAssistant(),
    loadCalls(),
  ]);
}
