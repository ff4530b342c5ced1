/** Date and time pickers on the browser's own controls. */

import { h } from "../core/dom.js";
import { ariaOf } from "../blocks/slot.js";
import { wordsOf } from "../blocks/text.js";
import { confirmed } from "../ui/dialog.js";

/** `read` and `write` turn Slack's value into the control's text and back. */
function picker(type, key, { read = (v) => v ?? "", write = (v) => v || null, fallback } = {}) {
  return (element, slot) => {
    slot.begin({ [key]: element[`initial_${key.replace("selected_", "")}`] ?? null });
    const change = async (event) => {
      if (await confirmed(element.confirm)) slot.change({ [key]: write(event.target.value) });
      else event.target.value = read(slot.value()[key]);
    };
    return h("input", {
      type,
      id: slot.id,
      class: "field field-short",
      data: slot.data,
      value: read(slot.value()[key]),
      aria: ariaOf(slot, wordsOf(element.placeholder) || fallback),
      on: { change },
    });
  };
}

const pad = (n) => String(n).padStart(2, "0");

function localText(seconds) {
  if (!seconds) return "";
  const d = new Date(seconds * 1000);
  return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}T${pad(d.getHours())}:${pad(d.getMinutes())}`;
}

export const datePicker = picker("date", "selected_date", { fallback: "Date" });
export const timePicker = picker("time", "selected_time", { fallback: "Time" });
export const dateTimePicker = picker("datetime-local", "selected_date_time", {
  read: localText,
  write: (text) => (text ? Math.floor(new Date(text).getTime() / 1000) : null),
  fallback: "Date and time",
});
