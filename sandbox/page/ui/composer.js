/** Where a person writes. It is never redrawn, so what is typed stays, also per conversation. */

import { api } from "../core/api.js";
import { freshId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { attempt } from "../core/interactions.js";
import { get } from "../core/store.js";
import { isCommand, runCommand, shortcutButton } from "./commands.js";
import { commandNamed, Completion } from "./completion.js";
import { escapeText } from "./escape.js";
import { formatBar } from "./format_bar.js";

const TALLEST = 220; // pixels that the field grows to
const NOT_IN_THREADS = "Slash commands don't work in threads. Use it in the conversation itself.";

export class Composer {
  #drafts = new Map(); // conversation -> text
  #target = { key: null };
  #inThread;
  #onSent;
  #field;
  #menu;
  #note = h("div", { class: "composer-note", role: "alert", hidden: true });
  #hint = h("div", { class: "composer-hint", hidden: true });
  #sendButton;

  /** `onSent({channel, thread_ts, ts})` hears each message that was taken. */
  constructor({ testid, inThread = false, onSent = () => {} }) {
    this.#inThread = inThread;
    this.#onSent = onSent;
    const listId = freshId("completion");
    this.#field = this.#makeField(testid, listId);
    this.#menu = new Completion(this.#field, listId, { inThread, changed: () => this.#changed() });
    this.#sendButton = h(
      "button",
      {
        type: "button",
        class: "send",
        aria: { label: "Send" },
        data: { testid: inThread ? "thread-send" : "send" },
        on: { click: () => this.#send() },
      },
      icon("send"),
    );
    this.node = h("div", { class: "composer" }, this.#menu.node, this.#note, this.#box());
  }

  focus() {
    this.#field.focus();
  }

  /** Write into another conversation: {key, channel, thread_ts?, label}. */
  aim(next) {
    this.#field.placeholder = next.label;
    this.#field.setAttribute("aria-label", next.label);
    const moved = next.key !== this.#target.key;
    this.#target = next;
    if (!moved) return;
    this.#field.value = this.#drafts.get(next.key) ?? "";
    this.#changed();
    this.#menu.close();
  }

  #makeField(testid, listId) {
    const on = {
      input: () => {
        this.#changed();
        this.#menu.look();
      },
      click: () => this.#menu.look(),
      blur: () => this.#menu.close(),
      keydown: (event) => this.#onKey(event),
    };
    const aria = { autocomplete: "list", controls: listId };
    return h("textarea", {
      class: "composer-field",
      rows: 1,
      data: { testid },
      spellcheck: "true",
      aria,
      on,
    });
  }

  #box() {
    const keys = h("span", { class: "composer-keys" }, "Enter to send, Shift + Enter for a new line");
    const foot = h(
      "div",
      { class: "composer-foot" },
      this.#inThread ? null : shortcutButton(),
      keys,
      this.#sendButton,
    );
    return h(
      "div",
      { class: "composer-box" },
      formatBar(this.#field),
      this.#field,
      this.#hint,
      foot,
    );
  }

  #onKey(event) {
    if (event.isComposing || this.#menu.onKey(event) || event.key !== "Enter" || event.shiftKey)
      return;
    event.preventDefault();
    this.#send();
  }

  #changed() {
    const text = this.#field.value;
    this.#drafts.set(this.#target.key, text);
    this.#field.style.setProperty("height", "auto");
    this.#field.style.setProperty("height", `${Math.min(this.#field.scrollHeight, TALLEST)}px`);
    this.#tell(null);
    this.#sendButton.disabled = !text.trim();
    const usage = this.#inThread ? null : commandNamed(text)?.usage_hint;
    this.#hint.hidden = !usage;
    this.#hint.textContent = usage ? `${text.split(" ")[0]} ${usage}` : "";
  }

  #tell(text) {
    this.#note.hidden = !text;
    this.#note.textContent = text ?? "";
  }

  /** Send what is typed; what is refused comes back into the field with the reason over it. */
  async #send() {
    const text = this.#field.value.trim();
    if (!text) return;
    if (isCommand(text) && this.#inThread) return this.#tell(NOT_IN_THREADS);
    const { key, channel } = this.#target;
    const sending = isCommand(text) ? runCommand(channel, text) : this.#say(text);
    this.#field.value = "";
    this.#changed();
    this.#menu.close();
    const refused = await sending;
    if (!refused) return;
    if (this.#target.key !== key || this.#field.value) return void this.#drafts.set(key, text);
    this.#field.value = text;
    this.#changed();
    this.#tell(refused);
  }

  async #say(text) {
    const { channel, thread_ts } = this.#target;
    const body = { person: get().place.person, channel, text: escapeText(text), thread_ts };
    const answer = await attempt(() => api.say(body));
    if (!answer) return "This message was not sent.";
    this.#onSent({ channel, thread_ts, ts: answer.message.ts });
    return null;
  }
}
