/** Inputs that a person types into. */

import { h } from "../core/dom.js";
import { ariaOf } from "../blocks/slot.js";
import { wordsOf } from "../blocks/text.js";

const triggers = (element) =>
  element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];

function typed(tag, extra) {
  return (element, slot) => {
    slot.begin({ value: element.initial_value || null });
    const on = {
      input: (event) => {
        slot.keep({ value: event.target.value || null });
        if (triggers(element).includes("on_character_entered")) slot.dispatch();
      },
      keydown: (event) => {
        if (
          event.key === "Enter" &&
          !event.isComposing &&
          tag === "input" &&
          triggers(element).includes("on_enter_pressed")
        )
          slot.dispatch();
      },
    };
    return h(tag, {
      ...extra(element),
      class: "field",
      id: slot.id,
      data: slot.data,
      value: slot.value().value ?? "",
      placeholder: wordsOf(element.placeholder),
      aria: ariaOf(slot, wordsOf(element.placeholder) || "Text"),
      on,
      autofocus: element.focus_on_load || null,
    });
  };
}

const lengths = (e) => ({
  minlength: e.min_length,
  maxlength: e.max_length ?? 3000,
  autocomplete: "off",
});
const oneLine = typed("input", (e) => ({ type: "text", ...lengths(e) }));
const manyLines = typed("textarea", (e) => ({ rows: 4, ...lengths(e) }));

export const plainTextInput = (element, slot) =>
  (element.multiline ? manyLines : oneLine)(element, slot);
export const emailInput = typed("input", () => ({ type: "email", autocomplete: "off" }));
export const urlInput = typed("input", () => ({ type: "url", autocomplete: "off" }));
export const numberInput = typed("input", (e) => ({
  type: "number",
  min: e.min_value,
  max: e.max_value,
  step: e.is_decimal_allowed ? "any" : "1",
}));

const plainRich = (text) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});
const wordsOfRich = (rich) =>
  (rich?.elements ?? [])
    .map((e) => (e.elements ?? []).map((x) => x.text ?? x.url ?? "").join(""))
    .join("\n");

/** Rich text is typed as plain text here. */
export function richTextInput(element, slot) {
  slot.begin({ rich_text_value: element.initial_value ?? null });
  const input = (event) =>
    slot.keep({ rich_text_value: event.target.value ? plainRich(event.target.value) : null });
  return h("textarea", {
    rows: 4,
    class: "field",
    id: slot.id,
    data: slot.data,
    value: wordsOfRich(slot.value().rich_text_value),
    placeholder: wordsOf(element.placeholder),
    aria: ariaOf(slot, "Text"),
    on: { input },
  });
}
