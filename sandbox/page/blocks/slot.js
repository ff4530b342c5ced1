/** Where one interactive element sits: its ids, its remembered value, what to do when it is used. */

import { freshId } from "../core/dom.js";
import { blockId } from "./drafts.js";

/**
 * `ctx`: {surface, drafts, errors, act(block_id, action), options(block_id, action_id, query)};
 * `input` is true inside an input block, whose changes are only sent when it dispatches.
 */
export function makeSlot(
  ctx,
  block,
  index,
  element,
  { input = false, label = null, describedBy = null } = {},
) {
  const id = freshId("field");
  const block_id = blockId(block, index);
  const action_id = element.action_id ?? element.type;
  const act = (action) => ctx.act(block_id, { type: element.type, action_id, ...action });
  return {
    id,
    act,
    describedBy,
    label,
    required: input && !block.optional,
    invalid: Boolean(ctx.errors?.[block_id]),
    /** Attributes that every control of this element carries. */
    data: { actionId: action_id, blockId: block_id, focusKey: `${block_id}/${action_id}` },
    options: (query) => ctx.options(block_id, action_id, query),
    value: () => ctx.drafts.get(block_id, action_id),
    /** Remember the value that the app gave, unless the person has already changed it. */
    begin(value) {
      if (!ctx.drafts.get(block_id, action_id))
        ctx.drafts.set(block_id, action_id, { type: element.type, ...value });
    },
    /** Remember what the person chose and, where Slack would, tell the app. */
    change(value) {
      ctx.drafts.set(block_id, action_id, { type: element.type, ...value });
      if (!input || block.dispatch_action) act(value);
    },
    /** Remember what the person typed; the app hears nothing yet. */
    keep: (value) => ctx.drafts.set(block_id, action_id, { type: element.type, ...value }),
    /** Tell the app the remembered value, when the input dispatches. */
    dispatch() {
      if (block.dispatch_action) act(ctx.drafts.get(block_id, action_id) ?? {});
    },
  };
}

/** ARIA attributes of a control in `slot`; `name` labels it where no visible label does. */
export const ariaOf = (slot, name = null) => ({
  labelledby: slot.label,
  label: slot.label ? null : name,
  describedby: slot.describedBy,
  required: slot.required || null,
  invalid: slot.invalid || null,
});
