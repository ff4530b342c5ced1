/** Buttons that put Slack's marks around the selection of a text field. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";

const around = (mark) => (text) => `${mark}${text}${mark}`;
const eachLine = (prefix) => (text) =>
  text
    .split("\n")
    .map((line) => prefix + line)
    .join("\n");

const MARKS = [
  ["bold", "Bold", around("*"), "b"],
  ["italic", "Italic", around("_"), "i"],
  ["strike", "Strikethrough", around("~"), null],
  ["code", "Code", around("`"), "e"],
  ["quote", "Quote", eachLine("> "), null],
  ["list", "List", eachLine("• "), null],
];

function apply(field, change) {
  const { selectionStart: start, selectionEnd: end } = field;
  const changed = change(field.value.slice(start, end));
  field.setRangeText(changed, start, end, "end");
  if (start === end && changed.length === 2) field.setSelectionRange(start + 1, start + 1);
  field.focus();
  field.dispatchEvent(new Event("input"));
}

export function formatBar(field) {
  field.addEventListener("keydown", (event) => {
    const mark = (event.ctrlKey || event.metaKey) && MARKS.find(([, , , key]) => key === event.key);
    if (!mark) return;
    event.preventDefault();
    apply(field, mark[2]);
  });
  const button = ([name, label, change]) =>
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        title: label,
        aria: { label },
        on: { mousedown: (e) => e.preventDefault(), click: () => apply(field, change) },
      },
      icon(name),
    );
  return h(
    "div",
    { class: "format-bar", role: "group", aria: { label: "Formatting" } },
    MARKS.map(button),
  );
}
