/** Completes /commands, @people and #channels while a person types. */

import { freshId, h } from "../core/dom.js";
import { avatar } from "../core/names.js";
import { get } from "../core/store.js";

const MOST = 8;

export const commands = () => get().workspace?.app.manifest_summary?.commands ?? [];

/** The app's command that `text` begins with. */
export const commandNamed = (text) => commands().find((c) => c.command === text.split(/\s/)[0]);

const starts = (words, query) =>
  words.some((w) => w && w.toLowerCase().split(/\s+/).concat(w.toLowerCase()).some((part) => part.startsWith(query.toLowerCase())));

/** What may stand at the caret: each kind matches the text before it and gives choices. */
const KINDS = [
  {
    pattern: /^(\/\S*)$/,
    onlyMain: true,
    choices: (query) => commands().filter((c) => c.command.toLowerCase().startsWith(query.toLowerCase())).map((c) => ({
      insert: c.command,
      drawn: [h("strong", {}, c.command), h("span", { class: "muted" }, c.usage_hint ?? ""), h("span", { class: "completion-more" }, c.description)],
    })),
  },
  {
    pattern: /(?:^|\s)@([\p{L}\p{N}._-]*)$/u,
    choices: (query) => get().workspace.people.filter((p) => p.id !== get().place.person && starts([p.real_name, p.name], query)).map((p) => ({
      insert: `@${p.real_name || p.name}`,
      drawn: [avatar(p.id, "small"), h("strong", {}, p.real_name || p.name), p.is_bot ? h("span", { class: "app-badge" }, "APP") : null],
    })),
  },
  {
    pattern: /(?:^|\s)#([\w-]*)$/,
    choices: (query) => get().workspace.channels.filter((c) => !c.is_im && starts([c.name], query)).map((c) => ({
      insert: `#${c.name}`,
      drawn: [h("strong", {}, `#${c.name}`), h("span", { class: "completion-more" }, c.topic ?? "")],
    })),
  },
];

/** A menu over `field`; `changed` hears a completion that was taken. */
export function completion(field, id, { inThread, changed }) {
  const node = h("div", { class: "completion", role: "listbox", id, hidden: true, aria: { label: "Suggestions" }, data: { testid: "completion" } });
  let choices = [];
  let from = 0;
  let active = 0;

  const close = () => {
    choices = [];
    node.hidden = true;
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = (index + choices.length) % choices.length;
    [...node.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === active)));
    node.children[active].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", node.children[active].id);
  };
  const take = (choice) => {
    const after = field.value.slice(field.selectionStart);
    field.setRangeText(`${choice.insert}${after.startsWith(" ") ? "" : " "}`, from, field.selectionStart, "end");
    close();
    changed();
  };
  const look = () => {
    const before = field.value.slice(0, field.selectionStart);
    const kind = KINDS.find((k) => k.pattern.test(before) && !(k.onlyMain && inThread));
    const query = kind?.pattern.exec(before)[1] ?? "";
    choices = kind ? kind.choices(query).slice(0, MOST) : [];
    from = before.length - query.length - (kind && !kind.onlyMain ? 1 : 0);
    if (!choices.length) return close();
    node.replaceChildren(...choices.map((choice) => line(choice, take)));
    node.hidden = false;
    mark(0);
  };
  /** True when the key was for the menu. Enter on a command typed in full is left to the sender. */
  const onKey = (event) => {
    const run = { ArrowDown: () => mark(active + 1), ArrowUp: () => mark(active - 1), Tab: () => take(choices[active]), Enter: () => take(choices[active]), Escape: close }[event.key];
    if (!run || !choices.length || event.shiftKey) return false;
    if (event.key === "Enter" && choices[active].insert === field.value) return close() ?? false;
    event.preventDefault();
    event.stopPropagation();
    run();
    return true;
  };
  return { node, close, look, onKey };
}

const line = (choice, take) =>
  h("div", { class: "completion-line", role: "option", id: freshId("suggestion"), on: { mousedown: (event) => event.preventDefault(), click: () => take(choice) } }, choice.drawn);
