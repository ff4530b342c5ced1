/** Dialogs over the page: the focus stays inside, Escape closes, and it goes back afterwards. */

import { freshId, h } from "../core/dom.js";
import { iconButton } from "../core/icon_button.js";
import { shortText, wordsOf } from "../blocks/text.js";

/** Show `dialog` as modal; `onCancel` hears Escape. Its close gives the focus back. */
export function showDialog(dialog, onCancel) {
  const before = document.activeElement;
  const key = before?.dataset?.focusKey;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    onCancel();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    const twin =
      key &&
      [...document.querySelectorAll("[data-focus-key]")].find((n) => n.dataset.focusKey === key);
    (before?.isConnected ? before : twin || document.getElementById("main")).focus();
  });
  (before?.closest("dialog") ?? document.body).append(dialog);
  dialog.showModal();
}

/** The head of a dialog: title, and a button that closes it. */
export function dialogHead(titleId, title, onClose, back = null) {
  return h(
    "div",
    { class: "dialog-head" },
    back,
    h("h2", { id: titleId }, title),
    iconButton("close", "Close", onClose),
  );
}

/** Ask a Slack `confirm` object; true without one. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return ask({
    title: wordsOf(confirm.title),
    text: shortText(confirm.text),
    yes: wordsOf(confirm.confirm) || "Yes",
    no: wordsOf(confirm.deny) || "Cancel",
    danger: confirm.style === "danger",
  });
}

/** A question with two answers: a promise of true or false. */
export function ask({ title, text, yes, no = "Cancel", danger = false }) {
  return new Promise((answer) => {
    const titleId = freshId("title");
    const end = (value) => {
      dialog.close();
      answer(value);
    };
    const button = (words, style, value) =>
      h(
        "button",
        { type: "button", class: `button ${style}`, on: { click: () => end(value) } },
        words,
      );
    const dialog = h(
      "dialog",
      {
        class: "dialog dialog-small",
        role: "alertdialog",
        aria: { labelledby: titleId },
        data: { testid: "confirm" },
      },
      dialogHead(titleId, title, () => end(false)),
      h("div", { class: "dialog-body" }, h("p", {}, text)),
      h(
        "div",
        { class: "dialog-foot" },
        button(no, "", false),
        button(yes, danger ? "button-danger" : "button-primary", true),
      ),
    );
    showDialog(dialog, () => end(false));
    dialog.querySelector(".dialog-foot .button:last-child").focus();
  });
}
