/** A text field with a list of choices under it (ARIA combobox), for one choice or several. */

import { freshId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { ariaOf } from "../blocks/slot.js";
import { closeFloating, floatUnder } from "../ui/floating.js";
import { choiceList } from "./choice_list.js";

const PAUSE = 180; // milliseconds of silence before options are asked for

/**
 * `find(query)` gives choices {key, words, label, more?, group?, value}; `chosen()` those that are
 * on; `choose(values, anchor)` takes the new values; `least` characters must be typed first.
 */
export function combobox({ slot, multi, most, least, placeholder, chosen, find, choose }) {
  const listId = freshId("list");
  const chips = h("span", { class: "chips" });
  const input = h("input", {
    type: "text", role: "combobox", class: "combo-input", id: slot.id, data: slot.data, autocomplete: "off",
    aria: { ...ariaOf(slot, placeholder), expanded: "false", controls: listId, autocomplete: "list", haspopup: "listbox" },
  });
  const frame = h("div", { class: "combo field" }, chips, input, icon("chevron"));
  const list = choiceList(listId, multi, (choice) => take(choice));
  let asked = 0;

  const show = () => {
    const on = chosen();
    chips.replaceChildren(...(multi ? on.map((c) => chip(c, () => put(on.filter((o) => o.key !== c.key)))) : []));
    input.value = multi ? "" : on[0]?.words ?? "";
    input.placeholder = on.length && multi ? "" : placeholder;
  };
  const put = async (choices) => {
    await choose(choices.map((c) => c.value), input);
    show();
  };
  const take = async (choice) => {
    const on = chosen();
    const had = on.some((o) => o.key === choice.key);
    if (!multi) close();
    if (!multi) await put([choice]);
    else if (had) await put(on.filter((o) => o.key !== choice.key));
    else if (on.length < most) await put([...on, choice]);
    input.focus();
    if (multi) search("");
  };
  const search = async (query) => {
    const mine = ++asked;
    open();
    if (query.length < least) return list.say(`Type at least ${least} character${least === 1 ? "" : "s"}`);
    if (least) list.say("Searching…");
    if (least) await new Promise((done) => setTimeout(done, PAUSE));
    if (mine !== asked) return;
    const choices = await find(query).catch(() => null);
    if (mine !== asked) return;
    if (choices === null) list.say("The app did not give any options");
    else list.draw(choices, chosen().map((c) => c.key));
    mark();
  };
  const open = () => {
    if (!list.node.isConnected) floatUnder(frame, list.node);
    input.setAttribute("aria-expanded", "true");
  };
  const close = () => {
    asked++;
    closeFloating(list.node);
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    const id = list.activeId();
    if (id) input.setAttribute("aria-activedescendant", id);
    else input.removeAttribute("aria-activedescendant");
  };

  const isOpen = () => list.node.isConnected;
  const keys = {
    ArrowDown: () => (isOpen() ? list.move(1) : search("")),
    ArrowUp: () => (isOpen() ? list.move(-1) : search("")),
    Enter: () => isOpen() && list.pick(),
    Escape: () => { close(); show(); },
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && multi && !input.value && chosen().length) return void put(chosen().slice(0, -1));
    if (!keys[event.key] || event.isComposing || (event.key === "Escape" && !isOpen())) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    if (isOpen()) mark();
  });
  input.addEventListener("input", () => search(input.value));
  input.addEventListener("click", () => { input.select(); if (!isOpen()) search(""); });
  input.addEventListener("blur", () => { close(); show(); });
  frame.addEventListener("mousedown", (event) => {
    if (event.target !== input) { event.preventDefault(); input.focus(); }
  });
  show();
  return frame;
}

function chip(choice, remove) {
  return h("span", { class: "chip" }, choice.words,
    h("button", { type: "button", aria: { label: `Remove ${choice.words}` }, on: { click: remove } }, icon("close")));
}
