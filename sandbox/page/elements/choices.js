/** Checkboxes and radio buttons. */

import { freshId, h } from "../core/dom.js";
import { ariaOf } from "../blocks/slot.js";
import { shortText } from "../blocks/text.js";
import { confirmed } from "../ui/dialog.js";

/** A group of native inputs; `chosen()` are the values that are on, `pick` hears a change. */
function group(element, slot, type, chosen, pick) {
  const name = freshId("choice");
  const change = (option) => async (event) => {
    if (await confirmed(element.confirm)) pick(option, event.target.checked);
    else event.target.checked = chosen().includes(option.value);
  };
  const choices = (element.options ?? []).map((option, i) => {
    const id = i === 0 ? slot.id : freshId("field");
    const checked = chosen().includes(option.value);
    const focusKey = `${slot.data.focusKey}/${option.value}`;
    const data = { ...slot.data, value: option.value, focusKey };
    const box = h("input", { type, name, id, data, checked, on: { change: change(option) } });
    return labelled(box, option);
  });
  const role = type === "radio" ? "radiogroup" : "group";
  return h("div", { class: "choices", role, aria: ariaOf(slot, "Choose") }, choices);
}

function labelled(box, { text, description }) {
  const more = description ? h("span", { class: "choice-more" }, shortText(description)) : null;
  return h("label", { class: "choice" }, box, h("span", {}, shortText(text), more));
}

export function checkboxes(element, slot) {
  slot.begin({ selected_options: element.initial_options ?? [] });
  const now = () => slot.value().selected_options;
  const pick = (option, on) => {
    const rest = now().filter((o) => o.value !== option.value);
    slot.change({ selected_options: on ? [...rest, option] : rest });
  };
  return group(element, slot, "checkbox", () => now().map((o) => o.value), pick);
}

export function radioButtons(element, slot) {
  slot.begin({ selected_option: element.initial_option ?? null });
  const chosen = () => [slot.value().selected_option?.value];
  return group(element, slot, "radio", chosen, (option) =>
    slot.change({ selected_option: option }),
  );
}
