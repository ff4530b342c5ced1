/**
 * Draws prose: the blocks and inline nodes that mrkdwn.js, markdown.js and rich_text.js give.
 * Blocks: {kind: "paragraph", children}, {kind: "code", text, language?}, {kind: "quote", blocks},
 * {kind: "list", ordered, start, depth, items: [{blocks, checked?}]},
 * {kind: "heading", level, children}, {kind: "table", align, rows}, {kind: "rule"}
 */

import { h } from "../core/dom.js";
import { channelById, nameOf } from "../core/names.js";
import { addressOf } from "../core/router.js";
import { get } from "../core/store.js";
import { formatDate } from "../core/time.js";
import { EMOJI } from "./emoji.js";
import { safeUrl } from "./links.js";

const INLINE = {
  text: (n) => n.text,
  break: () => h("br"),
  code: (n) => h("code", {}, n.text),
  strong: (n) => h("strong", {}, inline(n.children)),
  em: (n) => h("em", {}, inline(n.children)),
  strike: (n) => h("s", {}, inline(n.children)),
  underline: (n) => h("u", {}, inline(n.children)),
  link: (n) => link(n.url, inline(n.children)),
  user: (n) =>
    h(
      "span",
      { class: n.id === get().place?.person ? "mention mention-me" : "mention" },
      `@${mentionName(n)}`,
    ),
  channel: (n) => channelLink(n),
  broadcast: (n) => h("span", { class: "mention mention-me" }, n.text),
  emoji: (n) => emoji(n.name),
  date: (n) => date(n),
};

export const inline = (nodes) => nodes.map((n) => INLINE[n.kind](n));

const mentionName = (n) => {
  const known = nameOf(n.id);
  return known === n.id && n.label ? n.label : known;
};

/** An outside link in a tab of its own; an address that may not be followed stays text. */
export function link(url, children) {
  const href = safeUrl(url);
  if (!href) return h("span", { title: "This link cannot be opened here" }, children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

function channelLink(n) {
  const channel = channelById(n.id);
  if (!channel) return h("span", { class: "mention" }, `#${n.label ?? n.id}`);
  return h("a", { class: "mention", href: addressOf({ channel: n.id }) }, `#${channel.name}`);
}

export function emoji(name) {
  const sign = EMOJI[name];
  if (!sign) return `:${name}:`;
  return h(
    "span",
    { class: "emoji", role: "img", title: `:${name}:`, aria: { label: name.replaceAll("_", " ") } },
    sign,
  );
}

function date(n) {
  const text = Number.isFinite(n.time) && n.pattern ? formatDate(n.time, n.pattern) : n.fallback;
  return n.url ? link(n.url, [text]) : h("span", { title: n.fallback }, text);
}

const BLOCK = {
  paragraph: (b) => h("p", {}, inline(b.children)),
  heading: (b) =>
    h(
      "p",
      {
        class: `heading heading-${b.level}`,
        role: "heading",
        aria: { level: Math.min(b.level + 3, 6) },
      },
      inline(b.children),
    ),
  code: (b) =>
    h("pre", { tabIndex: 0, data: { language: b.language || null } }, h("code", {}, b.text)),
  quote: (b) => h("blockquote", {}, blocks(b.blocks)),
  rule: () => h("hr"),
  list: (b) => list(b),
  table: (b) => table(b.rows, b.align),
};

const blocks = (all) => all.map((b) => BLOCK[b.kind](b));

function list({ ordered, start, depth, items }) {
  const props = {
    class: depth ? `depth-${depth}` : null,
    start: ordered && start !== 1 ? start : null,
  };
  return h(
    ordered ? "ol" : "ul",
    props,
    items.map((item) => {
      const task = item.checked !== undefined;
      const box =
        task &&
        h("input", {
          type: "checkbox",
          checked: item.checked,
          disabled: true,
          aria: { label: item.checked ? "done" : "to do" },
        });
      return h("li", { class: task ? "task" : null }, box, blocks(item.blocks));
    }),
  );
}

/** A table whose first row is its head; `rows` contain inline nodes or ready DOM children. */
export function table([head, ...body], align = [], draw = inline) {
  const cell = (tag) => (content, i) =>
    h(
      tag,
      { class: `align-${align[i] ?? "left"}`, scope: tag === "th" ? "col" : null },
      draw(content),
    );
  return h(
    "div",
    { class: "table-frame", tabIndex: 0, role: "group", aria: { label: "Table" } },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, (head ?? []).map(cell("th")))),
      h(
        "tbody",
        {},
        body.map((row) => h("tr", {}, row.map(cell("td")))),
      ),
    ),
  );
}

/** Prose in a container of its own. */
export const prose = (all) => h("div", { class: "prose" }, blocks(all));
