/** The ten kinds of select: where their options come from and how Slack names their value. */

import { get } from "../core/store.js";
import { conversationName, channelById, nameOf } from "../core/names.js";
import { confirmed } from "../ui/dialog.js";
import { shortText, wordsOf } from "../blocks/text.js";
import { combobox } from "./combobox.js";

const byWords = (query) => (choice) =>
  choice.words.toLowerCase().includes(query.trim().toLowerCase());

const fromOption = (group) => (option) => ({
  key: option.value,
  words: wordsOf(option.text),
  label: shortText(option.text),
  more: option.description ? wordsOf(option.description) : null,
  group,
  value: option,
});

const fromGroups = ({ options, option_groups: groups }) =>
  groups
    ? groups.flatMap((g) => (g.options ?? []).map(fromOption(wordsOf(g.label))))
    : (options ?? []).map(fromOption(null));

const fromName = (words, id) => ({ key: id, words, label: [words], value: id });
const person = (id) => fromName(nameOf(id), id);
const conversation = (id) => {
  const channel = channelById(id);
  return fromName(channel ? `${channel.is_im ? "" : "#"}${conversationName(channel)}` : id, id);
};

/** A kind: key of its value, how a remembered value is shown, and its choices for a query. */
const KINDS = {
  __proto__: null,
  static: {
    key: "option",
    show: fromOption(null),
    find: (e) => async (q) => fromGroups(e).filter(byWords(q)),
  },
  external: {
    key: "option",
    show: fromOption(null),
    find: (_e, slot) => async (q) => fromGroups(await slot.options(q)),
  },
  users: {
    key: "user",
    show: person,
    find: () => async (q) =>
      get()
        .workspace.people.map((p) => person(p.id))
        .filter(byWords(q)),
  },
  conversations: { key: "conversation", show: conversation, find: () => channels(() => true) },
  channels: { key: "channel", show: conversation, find: () => channels((c) => !c.is_im) },
};

const channels = (wanted) => async (query) =>
  get()
    .workspace.channels.filter((c) => !c.is_archived && wanted(c))
    .map((c) => conversation(c.id))
    .filter(byWords(query));

export function select(element, slot) {
  const multi = element.type.startsWith("multi_");
  const kind = KINDS[element.type.replace("multi_", "").replace("_select", "")];
  const name = multi ? `${kind.key}s` : kind.key;
  slot.begin({ [`selected_${name}`]: element[`initial_${name}`] ?? (multi ? [] : null) });
  const now = () => [slot.value()[`selected_${name}`]].flat().filter(Boolean);
  return combobox({
    slot,
    multi,
    most: element.max_selected_items ?? Infinity,
    least: element.type.includes("external") ? (element.min_query_length ?? 3) : 0,
    placeholder: wordsOf(element.placeholder) || "Choose…",
    chosen: () => now().map(kind.show),
    find: kind.find(element, slot),
    async choose(values, anchor) {
      if (await confirmed(element.confirm))
        slot.change({ [`selected_${name}`]: multi ? values : (values.at(-1) ?? null) });
    },
  });
}
