/** Buttons: plain, primary, danger, with an address, with an icon, and feedback pairs. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { ariaOf } from "../blocks/slot.js";
import { shortText, wordsOf } from "../blocks/text.js";
import { confirmed } from "../ui/dialog.js";
import { safeUrl } from "../text/links.js";

const styleOf = (element) =>
  ["primary", "danger"].includes(element.style) ? ` button-${element.style}` : "";

/** Run `press` once at a time; the control shows that it is busy meanwhile. */
function presser(element, slot, value) {
  return async (event) => {
    const control = event.currentTarget;
    if (control.getAttribute("aria-busy") === "true" || !(await confirmed(element.confirm))) return;
    control.setAttribute("aria-busy", "true");
    await slot.act(value);
    control.removeAttribute("aria-busy");
  };
}

export function button(element, slot) {
  const press = presser(element, slot, element.value === undefined ? {} : { value: element.value });
  const href = element.url ? safeUrl(element.url) : null;
  const props = {
    class: `button${styleOf(element)}`,
    data: slot.data,
    aria: { label: element.accessibility_label },
    on: { click: press },
  };
  if (href)
    return h(
      "a",
      { ...props, href, target: "_blank", rel: "noopener noreferrer" },
      shortText(element.text),
    );
  return h("button", { type: "button", ...props }, shortText(element.text));
}

const SIGNS = { positive_button: "up", negative_button: "thumbdown" };

export function feedbackButtons(element, slot) {
  const one = (kind) => {
    const part = element[kind];
    const label = part.accessibility_label || wordsOf(part.text);
    const press = async (event) => {
      for (const b of event.currentTarget.parentNode.children)
        b.setAttribute("aria-pressed", String(b === event.currentTarget));
      await slot.act({ value: part.value });
    };
    const data = { ...slot.data, value: part.value, focusKey: `${slot.data.focusKey}/${kind}` };
    return h(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: wordsOf(part.text),
        data,
        aria: { label, pressed: "false" },
        on: { click: press },
      },
      icon(SIGNS[kind]),
    );
  };
  return h(
    "span",
    { class: "feedback", role: "group", aria: { label: "Was this helpful?" } },
    Object.keys(SIGNS)
      .filter((k) => element[k])
      .map(one),
  );
}

const ICONS = { __proto__: null, trash: "trash" };

export function iconButton(element, slot) {
  const press = presser(element, slot, element.value === undefined ? {} : { value: element.value });
  const label = element.accessibility_label || wordsOf(element.text);
  return h(
    "button",
    {
      type: "button",
      class: "icon-button",
      title: label,
      data: slot.data,
      aria: ariaOf(slot, label),
      on: { click: press },
    },
    icon(ICONS[element.icon] ?? "bolt"),
  );
}
