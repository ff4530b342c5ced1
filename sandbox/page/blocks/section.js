/** A section: text, up to ten fields in two columns, and one element next to them. */

import { h } from "../core/dom.js";
import { renderElement } from "../elements/index.js";
import { makeSlot } from "./slot.js";
import { longText } from "./text.js";

export function section(block, ctx, index) {
  const fields = block.fields?.length
    ? h(
        "div",
        { class: "fields" },
        block.fields.map((f) => h("div", {}, longText(f))),
      )
    : null;
  const body = h(
    "div",
    { class: "section-body" },
    block.text ? longText(block.text) : null,
    fields,
  );
  if (!block.accessory) return body;
  const slot = makeSlot(ctx, block, index, block.accessory);
  return h(
    "div",
    { class: "section" },
    body,
    h("div", { class: "accessory" }, renderElement(block.accessory, slot)),
  );
}
