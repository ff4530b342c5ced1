/** What a person has put into the inputs of one view or message, as Slack's `state.values`. */

export function createDrafts() {
  const values = {};
  return {
    /** Slack's value object ({type, value | selected_option | ...}) or undefined. */
    get: (block, action) => values[block]?.[action],
    set(block, action, value) {
      values[block] = { ...values[block], [action]: value };
    },
    /** The whole state, reduced to the inputs in `blocks`. */
    state: (blocks) => {
      const shown = new Set(blocks.map((b, i) => blockId(b, i)));
      return { values: Object.fromEntries(Object.entries(values).filter(([id]) => shown.has(id))) };
    },
  };
}

/** A block's id; the workspace gives one to every block, older ones are counted. */
export const blockId = (block, index) => block.block_id ?? `block-${index}`;
