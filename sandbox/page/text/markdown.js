/** Standard Markdown, as in `markdown` blocks: text -> blocks of prose (see prose.js). Pure. */

import { markdownInline } from "./markdown_inline.js";

const DEEPEST = 8;
const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/;
const HEADING = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/;
const RULE = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export const parseMarkdown = (text) => parseLines(text.replace(/\r\n?/g, "\n").split("\n"), 0);

function parseLines(lines, depth) {
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at].trim() === "") at++;
    else {
      const [block, end] = parseBlock(lines, at, depth);
      blocks.push(block);
      at = end;
    }
  }
  return blocks;
}

function parseBlock(lines, at, depth) {
  const line = lines[at];
  if (FENCE.test(line)) return fence(lines, at);
  if (HEADING.test(line)) return heading(line, at);
  if (RULE.test(line)) return [{ kind: "rule" }, at + 1];
  if (isTable(lines, at)) return table(lines, at);
  if (depth < DEEPEST && QUOTE.test(line)) return quote(lines, at, depth);
  if (depth < DEEPEST && ITEM.test(line)) return list(lines, at, depth);
  return paragraph(lines, at, depth);
}

const isTable = (lines, at) =>
  lines[at].includes("|") &&
  at + 1 < lines.length &&
  lines[at + 1].includes("-") &&
  TABLE_RULE.test(lines[at + 1]);

function fence(lines, at) {
  const [, mark, language] = FENCE.exec(lines[at]);
  let end = at + 1;
  while (
    end < lines.length &&
    !(lines[end].trim().startsWith(mark) && lines[end].trim().replaceAll(mark[0], "") === "")
  )
    end++;
  return [{ kind: "code", text: lines.slice(at + 1, end).join("\n"), language }, end + 1];
}

function heading(line, at) {
  const [, marks, title] = HEADING.exec(line);
  return [{ kind: "heading", level: marks.length, children: markdownInline(title ?? "") }, at + 1];
}

function quote(lines, at, depth) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end++;
  const body = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return [{ kind: "quote", blocks: parseLines(body, depth + 1) }, end];
}

function paragraph(lines, at, depth) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== "" && !interrupts(lines, end, depth)) end++;
  const body = lines
    .slice(at, end)
    .map((line) => line.trim())
    .join("\n");
  return [{ kind: "paragraph", children: markdownInline(body) }, end];
}

const interrupts = (lines, at, depth) =>
  [FENCE, HEADING, RULE].some((pattern) => pattern.test(lines[at])) ||
  isTable(lines, at) ||
  (depth < DEEPEST && (QUOTE.test(lines[at]) || ITEM.test(lines[at])));

function list(lines, at, depth) {
  const [, indent, mark] = ITEM.exec(lines[at]);
  const ordered = /\d/.test(mark);
  const items = [];
  let next = at;
  while (next < lines.length && continues(lines[next], indent, ordered)) {
    const [body, end] = itemLines(lines, next);
    items.push(item(body, depth));
    next = end;
  }
  return [{ kind: "list", ordered, start: Number.parseInt(mark, 10) || 1, depth: 0, items }, next];
}

function continues(line, indent, ordered) {
  const found = ITEM.exec(line);
  return (
    found !== null &&
    !RULE.test(line) &&
    found[1].length <= indent.length + 1 &&
    /\d/.test(found[2]) === ordered
  );
}

/** The lines of the item that starts at `at`, unindented, and where the next one starts. */
function itemLines(lines, at) {
  const [lead, indent] = ITEM.exec(lines[at]);
  const width = Math.min(lead.length, indent.length + 4);
  const body = [lines[at].slice(lead.length)];
  let end = at + 1;
  for (; end < lines.length; end++) {
    const line = lines[end];
    const depth = line.search(/\S/);
    if (depth < 0) {
      const after = lines.slice(end).find((l) => l.trim() !== "");
      if (after === undefined || (after.search(/\S/) < width && !ITEM.test(after))) break;
    } else if (depth <= indent.length + 1 && (ITEM.test(line) || lines[end - 1].trim() === ""))
      break;
    else if (depth < width && !ITEM.test(line) && [HEADING, FENCE, QUOTE].some((p) => p.test(line)))
      break;
    body.push(line.slice(Math.min(Math.max(depth, 0), width)));
  }
  return [body, end];
}

function item(body, depth) {
  const task = /^\[([ xX])\]\s+/.exec(body[0]);
  const lines = task ? [body[0].slice(task[0].length), ...body.slice(1)] : body;
  return { blocks: parseLines(lines, depth + 1), ...(task && { checked: task[1] !== " " }) };
}

function table(lines, at) {
  let end = at + 2;
  while (end < lines.length && lines[end].trim() !== "" && lines[end].includes("|")) end++;
  const align = cells(lines[at + 1]).map((c) =>
    c.endsWith(":") ? (c.startsWith(":") ? "center" : "right") : "left",
  );
  const rows = [lines[at], ...lines.slice(at + 2, end)].map((line) =>
    cells(line).map(markdownInline),
  );
  return [
    { kind: "table", align, rows: rows.map((row) => align.map((_, i) => row[i] ?? [])) },
    end,
  ];
}

function cells(line) {
  const inside = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inside.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}
