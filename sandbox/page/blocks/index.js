/** Block Kit: the table of blocks. Each draws (block, ctx, index) -> node; see slot.js for `ctx`. */

import { h } from "../core/dom.js";
import { prose } from "../text/prose.js";
import { parseMarkdown } from "../text/markdown.js";
import { parseRichText } from "../text/rich_text.js";
import { actions, contextActions } from "./actions.js";
import { context, image } from "./media.js";
import { input } from "./input.js";
import { plan, taskCard } from "./plan.js";
import { section } from "./section.js";
import { tableBlock } from "./table.js";
import { shortText } from "./text.js";

const BLOCKS = {
  __proto__: null, // keys come from outside
  actions,
  context,
  context_actions: contextActions,
  divider: () => h("hr", { class: "block-divider" }),
  header: (block) => h("h3", { class: "block-header" }, shortText(block.text)),
  image,
  input,
  markdown: (block) => prose(parseMarkdown(block.text ?? "")),
  plan,
  rich_text: (block) => prose(parseRichText(block.elements)),
  section,
  table: tableBlock,
  task_card: taskCard,
};

const unknown = (block) =>
  h("p", { class: "block-unknown" }, `Blocks of type “${block.type}” aren't supported here.`);

/** Draw `blocks` one under the other. */
export function renderBlocks(blocks, ctx) {
  const drawn = blocks.map((block, i) =>
    h(
      "div",
      { class: `block block-of-${block.type}` },
      (BLOCKS[block.type] ?? unknown)(block, ctx, i),
    ),
  );
  return h("div", { class: `blocks blocks-${ctx.surface}` }, drawn);
}
