/** What the people, channels and the app are called, and how their avatars look. */

import { h } from "./dom.js";
import { get } from "./store.js";

const COLOURS = 8;

export const personById = (id) => get().workspace?.people.find((p) => p.id === id) ?? null;
export const channelById = (id) => get().workspace?.channels.find((c) => c.id === id) ?? null;
export const appUser = () => get().workspace?.app.bot_user ?? null;
export const appName = () => get().workspace?.app.name ?? "The app";

/** Display name of a person or bot; an unknown id is shown as it is. */
export function nameOf(id) {
  if (id && id === appUser()) return appName();
  const person = personById(id);
  return person?.real_name || person?.name || id || "Someone";
}

/** A conversation's name as the sidebar shows it: a DM is called after the other person. */
export function conversationName(channel) {
  if (!channel.is_im) return channel.name;
  return nameOf(channel.members?.find((id) => id !== get().place.person));
}

/** Up to two initials. */
function initials(name) {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : "";
  return ([...words[0]][0] ?? "?").toUpperCase() + ([...last][0] ?? "").toUpperCase();
}

/** Neighbours in the workspace's list get different colours. */
function colourOf(id) {
  const place = get().workspace?.people.findIndex((p) => p.id === id) ?? -1;
  return (place + COLOURS) % COLOURS;
}

/** A coloured square with initials; decorative, because the name is next to it. */
export function avatar(id, size = "medium") {
  const bot = personById(id)?.is_bot || id === appUser() ? " avatar-bot" : "";
  const style = `avatar avatar-${size} tint-${colourOf(id ?? "")}${bot}`;
  return h("span", { class: style, aria: { hidden: "true" } }, initials(nameOf(id)));
}
