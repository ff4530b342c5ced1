/** The list of a combobox: groups, one active line, or words when there is nothing to choose. */

import { freshId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";

export class ChoiceList {
  #lines = []; // {node, choice}
  #active = -1;
  #onPick;

  /** `onPick(choice)` hears a chosen line. */
  constructor(id, multi, onPick) {
    this.#onPick = onPick;
    this.node = h("div", {
      class: "choice-list",
      role: "listbox",
      id,
      aria: { multiselectable: multi || null },
    });
  }

  get activeId() {
    return this.#lines[this.#active]?.node.id ?? null;
  }

  say(text) {
    this.#lines = [];
    this.#active = -1;
    this.node.replaceChildren(h("div", { class: "choice-none" }, text));
  }

  /** Show `choices`; the line that was active stays so, else the first chosen one is. */
  draw(choices, chosenKeys) {
    if (choices.length === 0) return this.say("Nothing found");
    const before = this.#lines[this.#active]?.choice.key;
    this.#lines = choices.map((choice) => ({
      choice,
      node: this.#line(choice, chosenKeys.includes(choice.key)),
    }));
    this.node.replaceChildren(
      ...this.#lines.flatMap(({ choice, node }, i) => [...groupHead(choice, choices[i - 1]), node]),
    );
    const wanted = this.#lines.findIndex(({ choice }) => choice.key === (before ?? chosenKeys[0]));
    this.#active = -1;
    this.#activate(Math.max(wanted, 0));
  }

  move(step) {
    this.#activate(this.#active + step);
  }

  pick() {
    if (this.#active >= 0) this.#onPick(this.#lines[this.#active].choice);
  }

  #activate(index) {
    this.#lines[this.#active]?.node.classList.remove("active");
    const count = this.#lines.length;
    this.#active = count ? (index + count) % count : -1;
    this.#lines[this.#active]?.node.classList.add("active");
    this.#lines[this.#active]?.node.scrollIntoView({ block: "nearest" });
  }

  #line(choice, isOn) {
    const more = choice.more ? h("span", { class: "choice-more" }, choice.more) : null;
    const on = { mousedown: (event) => event.preventDefault(), click: () => this.#onPick(choice) };
    return h(
      "div",
      {
        class: "choice-line",
        role: "option",
        id: freshId("option"),
        data: { value: choice.key },
        aria: { selected: String(isOn) },
        on,
      },
      h("span", {}, choice.label, more),
      isOn ? icon("check") : null,
    );
  }
}

const groupHead = ({ group }, before) =>
  group && group !== before?.group
    ? [h("div", { class: "choice-group", role: "presentation" }, group)]
    : [];
