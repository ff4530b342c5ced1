/** Inline Markdown -> inline nodes (see scan.js). Pure. */

import { angle, bareLink, emojiName, isSpace, isWord, lineBreak, scan } from "./scan.js";

const ESCAPABLE = /[!-/:-@[-`{-~]/;

function escaped(text, at) {
  const next = text[at + 1];
  if (next === "\n") return { node: { kind: "break" }, end: at + 2 };
  return next && ESCAPABLE.test(next) ? { node: { kind: "text", text: next }, end: at + 2 } : null;
}

function code(text, at) {
  const ticks = /`+/y;
  ticks.lastIndex = at;
  const fence = ticks.exec(text)[0];
  const end = text.indexOf(fence, at + fence.length);
  if (end < 0) return { node: { kind: "text", text: fence }, end: at + fence.length };
  const body = text.slice(at + fence.length, end).replace(/\n/g, " ");
  const trimmed = /^ .*\S.* $/.test(body) ? body.slice(1, -1) : body;
  return { node: { kind: "code", text: trimmed }, end: end + fence.length };
}

/** **strong**, __strong__, *em*, _em_, ~~strike~~; `_` only at word borders. */
function emphasis(text, at, inner) {
  const c = text[at];
  const mark = text[at + 1] === c ? c + c : c;
  if (mark === "~" || isSpace(text[at + mark.length])) return run(text, at, mark);
  if (c === "_" && isWord(text[at - 1])) return run(text, at, mark);
  const end = closing(text, at + mark.length, mark);
  if (end < 0) return run(text, at, mark);
  const kind = c === "~" ? "strike" : mark.length === 2 ? "strong" : "em";
  return {
    node: { kind, children: inner(text.slice(at + mark.length, end)) },
    end: end + mark.length,
  };
}

const run = (_text, at, mark) => ({ node: { kind: "text", text: mark }, end: at + mark.length });

function closing(text, from, mark) {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "`") i = code(text, i).end - 1;
    else if (text.startsWith(mark, i)) {
      if (mark.length === 2 && text[i + 2] === mark[0]) continue; // of three marks the last two close
      if (mark.length === 1 && text[i + 1] === mark) i = skipPair(text, i, mark);
      else if (
        i > from &&
        !isSpace(text[i - 1]) &&
        !(mark[0] === "_" && isWord(text[i + mark.length]))
      )
        return i;
    }
  }
  return -1;
}

/** Inside *one mark*, a **pair** opens and closes a stretch of its own. */
function skipPair(text, at, mark) {
  const end = text.indexOf(mark + mark, at + 2);
  return end < 0 ? at + 1 : end + 1;
}

const LINK =
  /\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>\\]|\\.|\([^\s()]*\))*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/y;

function link(text, at, inner) {
  LINK.lastIndex = at;
  const found = LINK.exec(text);
  if (!found) return null;
  const url = found[2].replace(/\\(.)/g, "$1");
  return {
    node: { kind: "link", url, children: inner(found[1] || url) },
    end: at + found[0].length,
  };
}

/** An image becomes a link named by its description: nothing is fetched from elsewhere. */
function image(text, at, inner) {
  return text[at + 1] === "[" ? link(text, at + 1, inner) : null;
}

const RULES = {
  "\n": lineBreak,
  "\\": escaped,
  "`": code,
  "*": emphasis,
  _: emphasis,
  "~": emphasis,
  "[": link,
  "!": image,
  "<": angle,
  ":": emojiName,
  h: bareLink,
};

export const markdownInline = (text) => scan(text, RULES);
