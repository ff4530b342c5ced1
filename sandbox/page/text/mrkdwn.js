/** Slack's mrkdwn: text -> blocks of prose (see prose.js). Pure. */

import {
  angle,
  bareLink,
  emojiName,
  entity,
  isSpace,
  isWord,
  lineBreak,
  scan,
  unescape,
} from "./scan.js";

const STYLES = { "*": "strong", _: "em", "~": "strike" };

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  const body = text.slice(at + 1, end);
  if (end < 0 || !body.trim() || body.includes("\n")) return null;
  return { node: { kind: "code", text: unescape(body) }, end: end + 1 };
}

/** *bold*, _italic_, ~struck~: marks are at word boundaries, on one line, with no space inside them. */
function styled(text, at, inner) {
  const mark = text[at];
  if (isWord(text[at - 1]) || isSpace(text[at + 1]) || text[at + 1] === mark) return null;
  const end = closing(text, at + 1, mark);
  if (end < 0) return null;
  return { node: { kind: STYLES[mark], children: inner(text.slice(at + 1, end)) }, end: end + 1 };
}

function closing(text, from, mark) {
  for (let i = from; i < text.length && text[i] !== "\n"; i++) {
    if (text[i] === "`" || text[i] === "<") {
      const skipped = text[i] === "`" ? code(text, i) : angle(text, i);
      if (skipped) i = skipped.end - 1;
    } else if (text[i] === mark && i > from && !isSpace(text[i - 1]) && !isWord(text[i + 1]))
      return i;
  }
  return -1;
}

const RULES = {
  "\n": lineBreak,
  "&": entity,
  "<": angle,
  "`": code,
  ":": emojiName,
  h: bareLink,
  "*": styled,
  _: styled,
  "~": styled,
};

/** One run of mrkdwn without blocks: labels, buttons' neighbours, context. */
export const mrkdwnInline = (text) => scan(text, RULES);

/** Text of type plain_text: emoji names and line breaks only. */
export const plainInline = (text) => scan(text, { "\n": lineBreak, ":": emojiName });

export function parseMrkdwn(text) {
  const parts = text.split(/```/);
  const paired = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  const blocks = [];
  for (let i = 0; i < paired; i += 1) {
    if (i % 2 === 1)
      blocks.push({ kind: "code", text: unescape(parts[i].replace(/^\n|\n$/g, "")) });
    else blocks.push(...parseLines(i > 0 ? parts[i].replace(/^\n/, "") : parts[i]));
  }
  if (paired < parts.length) blocks.push(...parseLines("```" + parts.at(-1)));
  return blocks;
}

const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_REST = /^(?:&gt;|>){3} ?/;
const ITEM = /^( *)(?:([•◦▪-])|(\d{1,9})[.)])[ \t]+(?=\S)/;

function parseLines(text) {
  const lines = text.split("\n");
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    const [block, end] = QUOTE.test(lines[at])
      ? quote(lines, at)
      : ITEM.test(lines[at])
        ? list(lines, at)
        : paragraph(lines, at);
    if (block) blocks.push(block);
    at = end;
  }
  return blocks;
}

function quote(lines, at) {
  if (QUOTE_REST.test(lines[at])) {
    const rest = lines.slice(at).join("\n").replace(QUOTE_REST, "");
    return [
      { kind: "quote", blocks: [{ kind: "paragraph", children: mrkdwnInline(rest) }] },
      lines.length,
    ];
  }
  const end = runOf(lines, at, (line) => QUOTE.test(line));
  const body = lines
    .slice(at, end)
    .map((line) => line.replace(QUOTE, ""))
    .join("\n");
  return [{ kind: "quote", blocks: [{ kind: "paragraph", children: mrkdwnInline(body) }] }, end];
}

/** Neighbouring lines with the same indent and kind of mark are one list. */
function list(lines, at) {
  const [, indent, , number] = ITEM.exec(lines[at]);
  const same = (line) => {
    const found = ITEM.exec(line);
    return found !== null && found[1] === indent && Boolean(found[3]) === Boolean(number);
  };
  const end = runOf(lines, at, same);
  const items = lines.slice(at, end).map((line) => ({
    blocks: [{ kind: "paragraph", children: mrkdwnInline(line.replace(ITEM, "")) }],
  }));
  const depth = Math.min(Math.floor(indent.length / 2), 4);
  return [
    { kind: "list", ordered: Boolean(number), start: Number(number) || 1, depth, items },
    end,
  ];
}

function paragraph(lines, at) {
  const end = runOf(
    lines,
    at,
    (line) => !QUOTE.test(line) && !ITEM.test(line) && line.trim() !== "",
  );
  if (end === at) return [null, at + 1];
  return [{ kind: "paragraph", children: mrkdwnInline(lines.slice(at, end).join("\n")) }, end];
}

function runOf(lines, at, belongs) {
  let end = at;
  while (end < lines.length && belongs(lines[end])) end++;
  return end;
}
