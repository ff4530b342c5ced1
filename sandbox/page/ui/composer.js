/** Where a person writes. It is never drawn anew: what is typed stays, also per conversation. */

import { api } from "../core/api.js";
import { freshId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { attempt, explain } from "../core/interactions.js";
import { appName } from "../core/names.js";
import { get } from "../core/store.js";
import { commandNamed, completion } from "./completion.js";
import { escapeText } from "./escape.js";
import { formatBar } from "./format_bar.js";
import { openMenu } from "./menu.js";
import { shortcuts } from "./message_tools.js";

const isCommand = (text) => /^\/[a-z]/i.test(text);

/** `onSent({channel, thread_ts, ts})` hears each message that was taken. */
export function composer({ testid, inThread = false, onSent = () => {} }) {
  const drafts = new Map(); // conversation -> text
  const listId = freshId("completion");
  let target = { key: null };

  const field = h("textarea", {
    class: "composer-field", rows: 1, data: { testid }, spellcheck: "true",
    aria: { autocomplete: "list", controls: listId },
  });
  const note = h("div", { class: "composer-note", role: "alert", hidden: true });
  const hint = h("div", { class: "composer-hint", hidden: true });
  const sendButton = h("button", {
    type: "button", class: "send", aria: { label: "Send" }, data: { testid: inThread ? "thread-send" : "send" }, on: { click: () => send() },
  }, icon("send"));
  const menu = completion(field, listId, { inThread, changed: () => changed() });
  const node = h("div", { class: "composer" }, menu.node, note,
    h("div", { class: "composer-box" }, formatBar(field), field, hint,
      h("div", { class: "composer-foot" }, inThread ? null : shortcutButton(), h("span", { class: "composer-keys" }, "Enter sends, Shift + Enter starts a line"), sendButton)));

  function changed() {
    drafts.set(target.key, field.value);
    fit(field);
    tell(null);
    sendButton.disabled = !field.value.trim();
    const usage = commandNamed(field.value)?.usage_hint;
    hint.hidden = !usage || inThread;
    hint.textContent = usage ? `${field.value.split(" ")[0]} ${usage}` : "";
  }

  function tell(text) {
    note.hidden = !text;
    note.textContent = text ?? "";
  }

  async function send() {
    const text = field.value.trim();
    if (!text) return;
    const { channel, thread_ts, key } = target;
    if (isCommand(text) && inThread) return tell("Slash commands do not work in threads. Use it in the conversation itself.");
    drafts.set(key, "");
    field.value = "";
    changed();
    menu.close();
    const refused = isCommand(text) ? await command(channel, text) : await say(channel, thread_ts, text);
    if (!refused) return;
    if (target.key === key && !field.value) field.value = text;
    changed();
    tell(refused);
  }

  async function say(channel, thread_ts, text) {
    const answer = await attempt(() => api.say({ person: get().place.person, channel, text: escapeText(text), thread_ts }));
    if (!answer) return "This message was not sent.";
    onSent({ channel, thread_ts, ts: answer.ts ?? answer.message?.ts });
    return null;
  }

  field.addEventListener("input", () => { changed(); menu.look(); });
  field.addEventListener("click", () => menu.look());
  field.addEventListener("blur", () => menu.close());
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || menu.onKey(event) || event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });

  return {
    node,
    focus: () => field.focus(),
    /** Write into another conversation: {key, channel, thread_ts?, label}. */
    aim(next) {
      field.placeholder = next.label;
      field.setAttribute("aria-label", next.label);
      const moved = next.key !== target.key;
      target = next;
      if (!moved) return;
      field.value = drafts.get(next.key) ?? "";
      changed();
      menu.close();
    },
  };
}

/** Run a slash command; gives the words of a refusal, or null. */
async function command(channel, text) {
  try {
    const answer = await api.command({ person: get().place.person, channel, text });
    return answer.ok === false ? commandRefusal(text, answer.error) : null;
  } catch (error) {
    return error.message;
  }
}

function commandRefusal(text, error) {
  const name = text.split(/\s/)[0];
  if (!commandNamed(text)) return `${name} is not a command of ${appName()}.`;
  return `${name}: ${explain(error)}`;
}

function fit(field) {
  field.style.setProperty("height", "auto");
  field.style.setProperty("height", `${Math.min(field.scrollHeight, 220)}px`);
}

/** The app's global shortcuts, where it has some. */
function shortcutButton() {
  const open = (event) => {
    const items = shortcuts("global").map((s) => ({
      label: s.name,
      icon: icon("bolt"),
      run: () => attempt(() => api.shortcut({ person: get().place.person, callback_id: s.callback_id })),
    }));
    openMenu(event.currentTarget, items.length ? items : [{ label: `${appName()} has no shortcuts`, run: () => {} }]);
  };
  return h("button", { type: "button", class: "icon-button", title: "Shortcuts", aria: { label: "Shortcuts", haspopup: "menu", expanded: "false" }, on: { click: open } }, icon("bolt"));
}
