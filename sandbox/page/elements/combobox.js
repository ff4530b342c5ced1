/** A text field with a list of choices under it (ARIA combobox), for one choice or several. */

import { freshId, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { ariaOf } from "../blocks/slot.js";
import { closeFloating, floatUnder } from "../ui/floating.js";
import { ChoiceList } from "./choice_list.js";

const PAUSE = 180; // milliseconds of silence before options are asked for

/**
 * `options`: {slot, multi, most, least, placeholder, chosen, find, choose}. `find(query)` promises
 * choices {key, words, label, more?, group?, value}; `chosen()` gives those that are on;
 * `choose(values, anchor)` takes the new values; `least` characters are typed before asking.
 */
export const combobox = (options) => new Combobox(options).node;

class Combobox {
  #options;
  #input;
  #chips = h("span", { class: "chips" });
  #list;
  #asked = 0; // the newest search: answers to older ones are dropped

  constructor(options) {
    this.#options = options;
    const listId = freshId("list");
    this.#list = new ChoiceList(listId, options.multi, (choice) => this.#take(choice));
    this.#input = this.#makeInput(listId);
    this.node = h("div", { class: "combo field" }, this.#chips, this.#input, icon("chevron"));
    this.node.addEventListener("mousedown", (event) => {
      if (event.target === this.#input) return;
      event.preventDefault();
      this.#input.focus();
    });
    this.#show();
  }

  #makeInput(listId) {
    const { slot, placeholder } = this.#options;
    const on = {
      keydown: (event) => this.#onKey(event),
      input: () => this.#search(this.#input.value),
      click: () => this.#onClick(),
      blur: () => this.#cancel(),
    };
    const aria = { expanded: "false", controls: listId, autocomplete: "list", haspopup: "listbox" };
    return h("input", {
      type: "text",
      role: "combobox",
      class: "combo-input",
      id: slot.id,
      data: slot.data,
      autocomplete: "off",
      aria: { ...ariaOf(slot, placeholder), ...aria },
      on,
    });
  }

  get #isOpen() {
    return this.#list.node.isConnected;
  }

  #show() {
    const { multi, chosen, placeholder } = this.#options;
    const on = chosen();
    const drop = (choice) => () => this.#put(chosen().filter((other) => other.key !== choice.key));
    this.#chips.replaceChildren(...(multi ? on.map((choice) => chip(choice, drop(choice))) : []));
    this.#input.value = multi ? "" : (on[0]?.words ?? "");
    this.#input.placeholder = on.length && multi ? "" : placeholder;
  }

  async #put(choices) {
    await this.#options.choose(
      choices.map((choice) => choice.value),
      this.#input,
    );
    this.#show();
  }

  async #take(choice) {
    const { multi, most, chosen } = this.#options;
    const rest = chosen().filter((other) => other.key !== choice.key);
    const had = rest.length < chosen().length;
    if (!multi) {
      this.#close();
      await this.#put([choice]);
    } else if (had || rest.length < most) await this.#put(had ? rest : [...rest, choice]);
    this.#input.focus();
    if (multi) this.#search("");
  }

  async #search(query) {
    const { least, find, chosen } = this.#options;
    const mine = ++this.#asked;
    this.#open();
    if (query.length < least)
      return this.#list.say(`Type at least ${least} character${least === 1 ? "" : "s"}`);
    if (least) {
      this.#list.say("Searching…");
      await new Promise((done) => setTimeout(done, PAUSE));
      if (mine !== this.#asked) return;
    }
    const choices = await find(query).catch(() => null);
    if (mine !== this.#asked) return;
    if (choices === null) this.#list.say("The app returned no options");
    else
      this.#list.draw(
        choices,
        chosen().map((choice) => choice.key),
      );
    this.#mark();
  }

  #open() {
    if (!this.#isOpen) floatUnder(this.node, this.#list.node);
    this.#input.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.#asked++;
    closeFloating(this.#list.node);
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #cancel() {
    this.#close();
    this.#show();
  }

  #mark() {
    const id = this.#list.activeId;
    if (id) this.#input.setAttribute("aria-activedescendant", id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #onClick() {
    this.#input.select();
    if (!this.#isOpen) this.#search("");
  }

  #onKey(event) {
    const { multi, chosen } = this.#options;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return;
    if (event.key === "Backspace" && multi && !this.#input.value)
      return void this.#put(chosen().slice(0, -1));
    if (!(event.key in steps) && !(this.#isOpen && ["Enter", "Escape"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") this.#list.pick();
    else if (event.key === "Escape") this.#cancel();
    else if (this.#isOpen) this.#list.move(steps[event.key]);
    else this.#search("");
    if (this.#isOpen) this.#mark();
  }
}

function chip(choice, remove) {
  const button = h(
    "button",
    { type: "button", aria: { label: `Remove ${choice.words}` }, on: { click: remove } },
    icon("close"),
  );
  return h("span", { class: "chip" }, choice.words, button);
}
