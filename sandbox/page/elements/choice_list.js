/** The list of a combobox: groups, one active line, a message when there is nothing to choose. */

import { freshId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";

/** `pick(choice)` hears a chosen line. */
export function choiceList(id, multi, onPick) {
  const node = h("div", { class: "choice-list", role: "listbox", id, aria: { multiselectable: multi || null } });
  let lines = []; // {node, choice}
  let active = -1;

  const activate = (index) => {
    lines[active]?.node.classList.remove("active");
    active = lines.length ? (index + lines.length) % lines.length : -1;
    lines[active]?.node.classList.add("active");
    lines[active]?.node.scrollIntoView({ block: "nearest" });
  };
  const line = (choice, on) => {
    const option = h("div", {
      class: "choice-line", role: "option", id: freshId("option"), data: { value: choice.key }, aria: { selected: String(on) },
      on: { mousedown: (event) => event.preventDefault(), click: () => onPick(choice) },
    }, h("span", {}, choice.label, choice.more ? h("span", { class: "choice-more" }, choice.more) : null), on ? icon("check") : null);
    lines.push({ node: option, choice });
    return option;
  };

  return {
    node,
    say(text) {
      lines = [];
      active = -1;
      node.replaceChildren(h("div", { class: "choice-none" }, text));
    },
    draw(choices, chosenKeys) {
      if (choices.length === 0) return this.say("Nothing found");
      const before = lines[active]?.choice.key;
      lines = [];
      let group = null;
      const drawn = choices.flatMap((choice) => {
        const head = choice.group && choice.group !== group ? [h("div", { class: "choice-group", role: "presentation" }, choice.group)] : [];
        group = choice.group;
        return [...head, line(choice, chosenKeys.includes(choice.key))];
      });
      node.replaceChildren(...drawn);
      active = -1;
      const wanted = lines.findIndex((l) => l.choice.key === (before ?? chosenKeys[0]));
      activate(Math.max(wanted, 0));
    },
    move: (step) => activate(active + step),
    pick: () => active >= 0 && onPick(lines[active].choice),
    activeId: () => lines[active]?.node.id ?? null,
  };
}
