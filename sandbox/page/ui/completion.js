/** Completes /commands, @people and #channels while a person types. */

import { freshId, h } from "../core/dom.js";
import { avatar } from "../core/names.js";
import { get } from "../core/store.js";

const MOST = 8;

export const commands = () => get().workspace?.app.manifest_summary?.commands ?? [];

/** The app's command that `text` begins with. */
export const commandNamed = (text) => commands().find((c) => c.command === text.split(/\s/)[0]);

const startsWith = (words, query) => words.toLowerCase().startsWith(query.toLowerCase());
const anyWordStarts = (names, query) =>
  names
    .filter(Boolean)
    .some((name) => [name, ...name.split(/\s+/)].some((word) => startsWith(word, query)));

const commandChoice = (c) => ({
  insert: c.command,
  drawn: [
    h("strong", {}, c.command),
    h("span", { class: "muted" }, c.usage_hint ?? ""),
    h("span", { class: "completion-more" }, c.description),
  ],
});

const personChoice = (p) => ({
  insert: `@${p.real_name || p.name}`,
  drawn: [
    avatar(p.id, "small"),
    h("strong", {}, p.real_name || p.name),
    p.is_bot ? h("span", { class: "app-badge" }, "APP") : null,
  ],
});

const channelChoice = (c) => ({
  insert: `#${c.name}`,
  drawn: [h("strong", {}, `#${c.name}`), h("span", { class: "completion-more" }, c.topic ?? "")],
});

/** What can be completed at the caret: each kind matches the text before it and gives choices. */
const KINDS = [
  {
    pattern: /^(\/\S*)$/,
    sign: "",
    choices: (query) =>
      commands()
        .filter((c) => startsWith(c.command, query))
        .map(commandChoice),
  },
  {
    pattern: /(?:^|\s)@([\p{L}\p{N}._-]*)$/u,
    sign: "@",
    choices: (query) =>
      others()
        .filter((p) => anyWordStarts([p.real_name, p.name], query))
        .map(personChoice),
  },
  {
    pattern: /(?:^|\s)#([\w-]*)$/,
    sign: "#",
    choices: (query) =>
      rooms()
        .filter((c) => startsWith(c.name, query))
        .map(channelChoice),
  },
];

const others = () => get().workspace.people.filter((p) => p.id !== get().place.person);
const rooms = () => get().workspace.channels.filter((c) => !c.is_im);

/** A menu over a text field. */
export class Completion {
  #field;
  #changed;
  #kinds;
  #choices = [];
  #from = 0; // where the completed text begins
  #active = 0;

  /** `changed()` hears a completion that was taken; threads know no commands. */
  constructor(field, id, { inThread, changed }) {
    this.#field = field;
    this.#changed = changed;
    this.#kinds = inThread ? KINDS.slice(1) : KINDS;
    this.node = h("div", {
      class: "completion",
      role: "listbox",
      id,
      hidden: true,
      aria: { label: "Suggestions" },
      data: { testid: inThread ? "thread-completion" : "completion" },
    });
  }

  close() {
    this.#choices = [];
    this.node.hidden = true;
    this.#field.removeAttribute("aria-activedescendant");
  }

  /** Look at the text before the caret and offer what fits. */
  look() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    const kind = this.#kinds.find((k) => k.pattern.test(before));
    if (!kind) return this.close();
    const query = kind.pattern.exec(before)[1];
    this.#choices = kind.choices(query).slice(0, MOST);
    this.#from = before.length - query.length - kind.sign.length;
    if (!this.#choices.length) return this.close();
    this.node.replaceChildren(...this.#choices.map((choice) => this.#line(choice)));
    this.node.hidden = false;
    this.#mark(0);
  }

  /** True when the key was for the menu. Enter on words typed in full is left to the sender. */
  onKey(event) {
    if (!this.#choices.length || event.shiftKey) return false;
    const active = this.#choices[this.#active];
    const run = {
      ArrowDown: () => this.#mark(this.#active + 1),
      ArrowUp: () => this.#mark(this.#active - 1),
      Tab: () => this.#take(active),
      Enter: () => this.#take(active),
      Escape: () => this.close(),
    }[event.key];
    if (!run || (event.key === "Enter" && active.insert === this.#field.value)) return false;
    event.preventDefault();
    event.stopPropagation();
    run();
    return true;
  }

  #mark(index) {
    this.#active = (index + this.#choices.length) % this.#choices.length;
    const lines = [...this.node.children];
    lines.forEach((line, i) => line.setAttribute("aria-selected", String(i === this.#active)));
    lines[this.#active].scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", lines[this.#active].id);
  }

  #take(choice) {
    const caret = this.#field.selectionStart;
    const space = this.#field.value[caret] === " " ? "" : " ";
    this.#field.setRangeText(choice.insert + space, this.#from, caret, "end");
    this.close();
    this.#changed();
  }

  #line(choice) {
    const on = { mousedown: (event) => event.preventDefault(), click: () => this.#take(choice) };
    return h(
      "div",
      { class: "completion-line", role: "option", id: freshId("suggestion"), on },
      choice.drawn,
    );
  }
}
