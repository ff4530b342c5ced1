/** The URL says where the person is: #/PERSON/PLACE[/THREAD]; PLACE is a channel or app-TAB. */

import { get, set } from "./store.js";

export const TABS = ["home", "messages", "about"];

/** The place that an address names; missing parts are null. */
function parse(hash) {
  const [person, where, thread] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const tab = TABS.find((t) => where === `app-${t}`) ?? null;
  return {
    person: person || null,
    channel: tab ? null : where || null,
    tab,
    thread: thread || null,
  };
}

/** The address of a place. */
function address({ person, channel, tab, thread }) {
  const parts = [person, tab ? `app-${tab}` : channel, thread].filter(Boolean);
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** The address of `change` applied to where the person is; another conversation closes the thread. */
export function addressOf(change) {
  const elsewhere = "channel" in change || "tab" in change;
  const clean = elsewhere ? { channel: null, tab: null, thread: null } : {};
  return address({ ...get().place, ...clean, ...change });
}

export function go(change) {
  location.hash = addressOf(change);
}

/** Id of the conversation in the middle: the channel, or the app's DM on its Messages tab. */
export function currentChannel({ place, dm } = get()) {
  if (place?.tab === "messages") return dm;
  return place?.channel ?? null;
}

/** Follow the address from now on; an incomplete one is completed with `fallback`. */
export function startRouter(fallback) {
  const follow = () => {
    const place = parse(location.hash);
    const whole = { ...place, person: place.person ?? fallback.person };
    if (!whole.channel && !whole.tab) whole.channel = fallback.channel;
    const another = whole.person !== get().place?.person;
    // Nobody sees another's messages, not even while their own are fetched.
    set({ place: whole, editing: null, ...(another && { messages: null, thread: null }) });
  };
  addEventListener("hashchange", follow);
  follow();
}
