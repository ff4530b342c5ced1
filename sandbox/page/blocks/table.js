/** Slack's table block: rows of raw text or rich text cells. */

import { parseRichText } from "../text/rich_text.js";
import { prose, table } from "../text/prose.js";

const drawCell = (cell) =>
  cell.type === "rich_text"
    ? [prose(parseRichText(cell.elements))]
    : [String(cell.text ?? cell.value ?? "")];

export function tableBlock(block) {
  const align = (block.column_settings ?? []).map((column) => column?.align ?? "left");
  return table(block.rows ?? [], align, drawCell);
}
