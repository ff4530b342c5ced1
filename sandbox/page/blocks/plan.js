/** What an assistant is doing: task cards, alone or listed in a plan. */

import { h, spoken } from "../core/dom.js";
import { parseRichText } from "../text/rich_text.js";
import { link, prose } from "../text/prose.js";

const STATUS = {
  __proto__: null,
  pending: "to do",
  in_progress: "in progress",
  complete: "done",
  error: "failed",
};

const titleOf = (x) => (typeof x === "string" ? x : (x?.text ?? ""));
const bodyOf = (x) => (typeof x === "string" ? h("p", {}, x) : prose(parseRichText(x.elements)));

export function taskCard(task) {
  const status = STATUS[task.status] ? task.status : "pending";
  const sources = (task.sources ?? []).map((s) => link(s.url, [s.text || s.url]));
  return h(
    "div",
    { class: `task-card task-${status}` },
    h("span", { class: "task-mark", aria: { hidden: "true" } }),
    h(
      "div",
      {},
      h("strong", {}, titleOf(task.title)),
      spoken(` (${STATUS[status]})`),
      [task.details, task.output].filter(Boolean).map(bodyOf),
      sources.length ? h("div", { class: "task-sources" }, sources) : null,
    ),
  );
}

export function plan(block) {
  return h(
    "div",
    { class: "plan" },
    h("strong", {}, titleOf(block.title)),
    (block.tasks ?? []).map(taskCard),
  );
}
