/** One message: head, body, reactions, thread link. Pure drawing; message_list.js keeps the nodes. */

import { h, spoken } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { contextFor } from "../core/interactions.js";
import { avatar, nameOf, personById } from "../core/names.js";
import { addressOf } from "../core/router.js";
import { get } from "../core/store.js";
import { clockTime, dayName, fullTime, isoTime } from "../core/time.js";
import { createDrafts } from "../blocks/drafts.js";
import { renderBlocks } from "../blocks/index.js";
import { parseMrkdwn } from "../text/mrkdwn.js";
import { link, prose } from "../text/prose.js";
import { addressOfFile } from "../core/api.js";
import { editor } from "./message_edit.js";
import { toolbar } from "./message_tools.js";
import { reactions } from "./reactions.js";
import { statusLine } from "./status.js";

const drafts = new Map(); // message -> what was put into its inputs

function draftsOf(key) {
  if (!drafts.has(key)) drafts.set(key, createDrafts());
  return drafts.get(key);
}

/** `where`: {channel, inThread, grouped, status}. Gives the children of the message's node. */
export function messageParts(message, where) {
  return [
    where.grouped ? stamp(message, "message-side-time") : avatar(message.user),
    h(
      "div",
      { class: "message-main" },
      message.ephemeral
        ? h("div", { class: "message-private" }, icon("eye"), "Only visible to you")
        : null,
      where.grouped ? spoken(nameOf(message.user)) : head(message),
      get().editing === message.ts ? editor(message, where.channel) : body(message, where),
      reactions(message, where.channel),
      where.inThread ? null : threadLink(message),
      where.status
        ? statusLine(where.status, where.channel, message.thread_ts ?? message.ts)
        : null,
    ),
    message.streaming || isGone(message) ? null : toolbar(message, where),
  ];
}

export const isGone = (message) => message.deleted || message.subtype === "tombstone";

function head(message) {
  const bot = message.bot_id || personById(message.user)?.is_bot;
  return h(
    "div",
    { class: "message-head" },
    h("strong", { class: "message-author" }, isGone(message) ? "Deleted" : nameOf(message.user)),
    bot ? h("span", { class: "app-badge" }, "APP") : null,
    stamp(message, "message-time"),
  );
}

const stamp = (message, name) =>
  h(
    "time",
    { class: name, datetime: isoTime(message.ts), title: fullTime(message.ts) },
    clockTime(message.ts),
  );

function body(message, where) {
  if (isGone(message))
    return h("p", { class: "message-gone" }, icon("trash"), "This message was deleted.");
  return h(
    "div",
    { class: message.streaming ? "message-body streaming" : "message-body" },
    message.blocks?.length ? blocksOf(message, where) : textOf(message),
    message.edited ? h("span", { class: "message-edited" }, "(edited)") : null,
    (message.attachments ?? []).map(attachment),
    (message.files ?? []).map(file),
  );
}

function textOf(message) {
  if (!message.text) return null;
  const drawn = prose(parseMrkdwn(message.text));
  if (/^(\s*:[a-z0-9_+'-]+:\s*){1,6}$/.test(message.text)) drawn.classList.add("prose-emoji");
  return drawn;
}

function blocksOf(message, { channel }) {
  const container = { type: "message", channel, ts: message.ts };
  const blocks = message.blocks;
  return renderBlocks(
    blocks,
    contextFor({
      surface: "message",
      container,
      blocks,
      drafts: draftsOf(`${channel}/${message.ts}`),
    }),
  );
}

/** A legacy attachment, as far as apps still use them: a title and a text at a bar. */
function attachment(part) {
  const title = part.title
    ? h("strong", {}, part.title_link ? link(part.title_link, [part.title]) : part.title)
    : null;
  return h("div", { class: "attachment" }, title, part.text ? prose(parseMrkdwn(part.text)) : null);
}

function file(part) {
  const url = addressOfFile(get().place.person, part.id);
  const name = part.title || part.name || "File";
  const text = h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name);
  if (part.mimetype?.startsWith("image/"))
    return h(
      "figure",
      { class: "figure", data: { testid: "file-image" } },
      h("figcaption", {}, text),
      h("img", { class: "picture", src: url, alt: part.alt_txt || name }),
    );
  return h(
    "div",
    { class: "file" },
    icon("file"),
    text,
    part.size ? h("span", { class: "muted" }, `${part.size} bytes`) : null,
  );
}

function threadLink(message) {
  const count = message.reply_count ?? 0;
  if (!count) return null;
  const latest = message.latest_reply;
  return h(
    "a",
    {
      class: "thread-link",
      href: addressOf({ thread: message.ts }),
      data: { testid: "thread-link" },
    },
    (message.reply_users ?? []).slice(0, 3).map((id) => avatar(id, "small")),
    h("strong", {}, `${count} ${count === 1 ? "reply" : "replies"}`),
    latest ? h("span", { class: "muted" }, `${dayName(latest)} at ${clockTime(latest)}`) : null,
  );
}
