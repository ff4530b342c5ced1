/**
 * Inline text as data. Slack's mrkdwn, Markdown and rich text all become the same nodes, which
 * prose.js draws:
 *   {kind: "text" | "code", text}, {kind: "strong" | "em" | "strike" | "underline", children},
 *   {kind: "link", url, children}, {kind: "user" | "channel", id, label?}, {kind: "broadcast", text},
 *   {kind: "emoji", name}, {kind: "date", time, pattern, url?, fallback}, {kind: "break"}
 */

const DEEPEST = 16;

/**
 * Read `text` once from left to right. `rules` maps a character to a function
 * (text, at, inner) -> {node, end} | null, where `inner(text)` reads nested text.
 */
export function scan(text, rules, depth = 0) {
  if (depth > DEEPEST) return [{ kind: "text", text }];
  const inner = (part) => scan(part, rules, depth + 1);
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < text.length;) {
    const hit = rules[text[at]]?.(text, at, inner);
    if (!hit) {
      plain += text[at++];
      continue;
    }
    if (hit.node.kind === "text") plain += hit.node.text;
    else {
      flush();
      nodes.push(hit.node);
    }
    at = hit.end;
  }
  flush();
  return nodes;
}

const match = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

export const isWord = (c) => c !== undefined && /[\p{L}\p{N}_]/u.test(c);
export const isSpace = (c) => c === undefined || /\s/.test(c);

export const lineBreak = (_text, at) => ({ node: { kind: "break" }, end: at + 1 });

/** &amp; &lt; &gt;, the only three that Slack escapes. */
export function entity(text, at) {
  const found = match(/&(amp|lt|gt);/y, text, at);
  if (!found) return null;
  return {
    node: { kind: "text", text: { amp: "&", lt: "<", gt: ">" }[found[1]] },
    end: at + found[0].length,
  };
}

export const unescape = (text) =>
  text.replace(/&(amp|lt|gt);/g, (whole) => entity(whole, 0).node.text);

export function emojiName(text, at) {
  if (isWord(text[at - 1])) return null;
  const found = match(/:([a-z0-9_+'-]{1,60}):(?::skin-tone-[2-6]:)?/y, text, at);
  return found && { node: { kind: "emoji", name: found[1] }, end: at + found[0].length };
}

/** A URL in the text; the full stop or bracket after it is not part of it. */
export function bareLink(text, at) {
  if (isWord(text[at - 1])) return null;
  const found = match(/https?:\/\/[^\s<>|"`]+/y, text, at);
  if (!found) return null;
  const url = found[0].replace(/[.,;:!?'*_~)\]]+$/, "");
  return {
    node: { kind: "link", url: unescape(url), children: [{ kind: "text", text: unescape(url) }] },
    end: at + url.length,
  };
}

/** What Slack writes between angle brackets: mentions, dates, links. */
export function angle(text, at) {
  const found = match(/<([^<>\n]+)>/y, text, at);
  if (!found) return null;
  const [target, ...rest] = found[1].split("|");
  const node = angleNode(target, rest.length ? unescape(rest.join("|")) : null);
  return node && { node, end: at + found[0].length };
}

function angleNode(target, label) {
  const body = target.slice(1);
  if (target[0] === "@") return { kind: "user", id: body, label };
  if (target[0] === "#") return { kind: "channel", id: body, label };
  if (target[0] === "!") return commandNode(body, label);
  const url = unescape(target);
  const shown = label || url.replace(/^mailto:/, "");
  return { kind: "link", url, children: [{ kind: "text", text: shown }] };
}

function commandNode(body, label) {
  const [name, ...args] = body.split("^");
  if (name === "date") {
    return {
      kind: "date",
      time: Number(args[0]),
      pattern: args[1] ?? "",
      url: args[2],
      fallback: label ?? "",
    };
  }
  const text = label ?? (name === "subteam" ? (args[0] ?? "group") : name);
  return { kind: "broadcast", text: text.startsWith("@") ? text : `@${text}` };
}
