/** What Slack itself checks before a view is sent: required inputs and the controls' own limits. */

const MISSING = "Please complete this required field.";

const isEmpty = (value) =>
  !value ||
  Object.entries(value).every(
    ([key, v]) =>
      key === "type" ||
      v === null ||
      v === undefined ||
      v === "" ||
      (Array.isArray(v) && !v.length),
  );

/** Errors by block id, or null when the view may be sent. */
export function problemsIn(blocks, drafts, root) {
  const errors = {};
  for (const block of blocks ?? []) {
    if (block.type !== "input") continue;
    const problem = problemOf(block, drafts, root);
    if (problem) errors[block.block_id] = problem;
  }
  return Object.keys(errors).length ? errors : null;
}

function problemOf(block, drafts, root) {
  const { action_id: action, min_length: least = 0 } = block.element;
  const value = drafts.get(block.block_id, action);
  if (isEmpty(value)) return block.optional ? null : MISSING;
  if (typeof value.value === "string" && value.value.length < least)
    return `Please enter at least ${least} characters.`;
  const controls = [...root.querySelectorAll("input, textarea")].filter(
    (c) => c.dataset.blockId === block.block_id,
  );
  return controls.find((c) => !c.checkValidity())?.validationMessage ?? null;
}
