/** Editing one's own message in its place. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
import { attempt } from "../core/interactions.js";
import { channelById, nameOf } from "../core/names.js";
import { get, set } from "../core/store.js";
import { unescape } from "../text/scan.js";
import { escapeText } from "./escape.js";

/** Stored mrkdwn as the person typed it: mentions by name, nothing escaped. */
const typedForm = (text) =>
  unescape(
    text
      .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
      .replace(/<#(\w+)(?:\|[^>]*)?>/g, (_, id) => `#${channelById(id)?.name ?? id}`)
      .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"),
  );

export function editor(message, channel) {
  const save = async () => {
    const text = field.value.trim();
    const body = { person: get().place.person, channel, ts: message.ts, text: escapeText(text) };
    if (text && (await attempt(() => api.edit(body)))) leave();
  };
  const field = h("textarea", {
    class: "field",
    rows: 2,
    value: typedForm(message.text ?? ""),
    aria: { label: "Edit message" },
    data: { testid: "edit-field" },
    on: { keydown: (event) => onKey(event, save) },
  });
  queueMicrotask(() => field.focus());
  const primary = { class: "button button-primary", data: { testid: "edit-save" } };
  const foot = h(
    "div",
    { class: "editor-foot" },
    h("button", { type: "button", class: "button", on: { click: leave } }, "Cancel"),
    h("button", { type: "button", ...primary, on: { click: save } }, "Save"),
  );
  return h("div", { class: "editor" }, field, foot);
}

const leave = () => set({ editing: null });

function onKey(event, save) {
  if (event.key === "Escape") leave();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  save();
}
