/** The page's whole state in one object; views watch the keys that they draw. */

const state = {
  place: null, // where the person is: see router.js
  workspace: null, // GET /control/state
  dm: null, // id of the person's conversation with the app
  messages: null, // {channel, list} of the conversation in the middle
  thread: null, // {channel, ts, list} of the conversation on the right
  home: null,
  modals: [],
  assistant: { prompts: null, statuses: {} },
  calls: [],
  live: "connecting", // the page's own stream: "connecting" | "open" | "lost"
  inspecting: false,
  editing: null, // ts of the person's message being edited
};

const watchers = [];
let changed = new Set();

/** The current state. Read it, never write it: use `set`. */
export const get = () => state;

/** Take `patch` into the state; watchers run once, after the running task. */
export function set(patch) {
  Object.assign(state, patch);
  if (changed.size === 0) queueMicrotask(notify);
  for (const key of Object.keys(patch)) changed.add(key);
}

/** Run `draw` now and after every change of one of `keys`. */
export function watch(keys, draw) {
  watchers.push({ keys, draw });
  draw(state);
}

function notify() {
  const now = changed;
  changed = new Set();
  for (const { keys, draw } of watchers) if (keys.some((key) => now.has(key))) draw(state);
}
