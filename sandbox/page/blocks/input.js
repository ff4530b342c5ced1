/** An input block: label, element, hint, and the error that the app gave back. */

import { freshId, h } from "../core/dom.js";
import { renderElement } from "../elements/index.js";
import { blockId } from "./drafts.js";
import { makeSlot } from "./slot.js";
import { shortText } from "./text.js";

export function input(block, ctx, index) {
  const [label, hint, error] = [freshId("label"), freshId("hint"), freshId("error")];
  const wrong = ctx.errors?.[blockId(block, index)];
  const describedBy = [block.hint && hint, wrong && error].filter(Boolean).join(" ") || null;
  const slot = makeSlot(ctx, block, index, block.element, { input: true, label, describedBy });
  return h(
    "div",
    {
      class: wrong ? "input-block input-wrong" : "input-block",
      data: { blockId: blockId(block, index) },
    },
    h(
      "label",
      { class: "input-label", id: label, for: slot.id },
      shortText(block.label),
      block.optional ? h("span", { class: "input-optional" }, " (optional)") : null,
    ),
    renderElement(block.element, slot),
    wrong ? h("p", { class: "input-error", id: error, role: "alert" }, wrong) : null,
    block.hint ? h("p", { class: "input-hint", id: hint }, shortText(block.hint)) : null,
  );
}
