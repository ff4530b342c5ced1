/** Slack's rich text elements -> blocks of prose (see prose.js). Pure. */

const STYLES = [
  ["code", null],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "strike"],
  ["underline", "underline"],
];

const LEAVES = {
  __proto__: null, // keys come from outside
  text: (e) => textNodes(e.text ?? "", e.style),
  link: (e) => [{ kind: "link", url: e.url, children: textNodes(e.text || e.url, e.style) }],
  user: (e) => [{ kind: "user", id: e.user_id }],
  channel: (e) => [{ kind: "channel", id: e.channel_id }],
  usergroup: (e) => [{ kind: "broadcast", text: `@${e.usergroup_id}` }],
  broadcast: (e) => [{ kind: "broadcast", text: `@${e.range}` }],
  emoji: (e) => [{ kind: "emoji", name: e.name }],
  date: (e) => [
    { kind: "date", time: e.timestamp, pattern: e.format, url: e.url, fallback: e.fallback ?? "" },
  ],
  color: (e) => [{ kind: "code", text: e.value }],
};

function textNodes(text, style = {}) {
  return text
    .split("\n")
    .flatMap((line, i) => [
      ...(i ? [{ kind: "break" }] : []),
      ...(line ? [dressed(line, style)] : []),
    ]);
}

function dressed(text, style) {
  let node = style.code ? { kind: "code", text } : { kind: "text", text };
  for (const [name, kind] of STYLES) if (kind && style[name]) node = { kind, children: [node] };
  return node;
}

const richInline = (elements = []) => elements.flatMap((e) => LEAVES[e.type]?.(e) ?? []);

const BLOCKS = {
  __proto__: null,
  rich_text_section: (e) => ({ kind: "paragraph", children: richInline(e.elements) }),
  rich_text_quote: (e) => ({
    kind: "quote",
    blocks: [{ kind: "paragraph", children: richInline(e.elements) }],
  }),
  rich_text_preformatted: (e) => ({
    kind: "code",
    text: (e.elements ?? []).map((x) => x.text ?? x.url ?? "").join(""),
  }),
  rich_text_list: (e) => ({
    kind: "list",
    ordered: e.style === "ordered",
    start: (e.offset ?? 0) + 1,
    depth: Math.min(e.indent ?? 0, 4),
    items: (e.elements ?? []).map((x) => ({ blocks: [BLOCKS.rich_text_section(x)] })),
  }),
};

/** Prose of a rich_text block's `elements`. */
export const parseRichText = (elements = []) => elements.flatMap((e) => BLOCKS[e.type]?.(e) ?? []);
