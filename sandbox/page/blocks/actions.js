/** Rows of interactive elements. */

import { h } from "../core/dom.js";
import { renderElement } from "../elements/index.js";
import { makeSlot } from "./slot.js";

const row = (className) => (block, ctx, index) =>
  h(
    "div",
    { class: className },
    (block.elements ?? []).map((e) => renderElement(e, makeSlot(ctx, block, index, e))),
  );

export const actions = row("action-row");
export const contextActions = row("action-row action-row-small");
