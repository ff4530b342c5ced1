/** The app's modals: the top view of the person's stack in one dialog. */

import { api } from "../core/api.js";
import { freshId, h, replaceKeepingFocus } from "../core/dom.js";
import { iconButton } from "../core/icon_button.js";
import { attempt, contextFor, explain } from "../core/interactions.js";
import { loadModals } from "../core/loader.js";
import { get, watch } from "../core/store.js";
import { renderBlocks } from "../blocks/index.js";
import { createDrafts } from "../blocks/drafts.js";
import { shortText } from "../blocks/text.js";
import { showDialog, dialogHead } from "./dialog.js";
import { problemsIn } from "./validation.js";

let dialog = null;
let drawn = ""; // what the dialog shows, as text: the same view is not drawn twice
const open = new Map(); // view id -> {drafts, errors}

const top = () => get().modals.at(-1) ?? null;
const person = () => get().place.person;

export function startModals() {
  watch(["modals"], ({ modals }) => {
    for (const id of open.keys()) if (!modals.some((v) => v.id === id)) open.delete(id);
    if (!modals.length) return hide();
    for (const v of modals)
      if (!open.has(v.id)) open.set(v.id, { drafts: createDrafts(), errors: null });
    draw();
  });
}

function hide() {
  drawn = "";
  dialog?.close();
  dialog = null;
}

function draw() {
  const view = top();
  const { drafts, errors } = open.get(view.id);
  const now = JSON.stringify([
    view.id,
    view.title,
    view.submit,
    view.close,
    view.blocks,
    errors,
    get().modals.length,
  ]);
  if (now === drawn) return;
  const another = !drawn || JSON.parse(drawn)[0] !== view.id;
  drawn = now;
  if (!dialog) makeDialog();
  const blocks = view.blocks ?? [];
  const container = { type: "view", view_id: view.id };
  const body = renderBlocks(
    blocks,
    contextFor({ surface: "modal", container, blocks, drafts, errors }),
  );
  const titleId = freshId("title");
  dialog.setAttribute("aria-labelledby", titleId);
  const scroll = another ? 0 : (dialog.querySelector(".dialog-body")?.scrollTop ?? 0);
  const form = h(
    "form",
    { class: "dialog-form", novalidate: true, on: { submit: onSubmit } },
    dialogHead(titleId, shortText(view.title), closeAll, backButton()),
    h("div", { class: "dialog-body", tabIndex: -1 }, body),
    foot(view),
  );
  replaceKeepingFocus(dialog, [form]);
  dialog.querySelector(".dialog-body").scrollTop = scroll;
  if (another) focusFirst();
}

function makeDialog() {
  dialog = h("dialog", { class: "dialog", data: { testid: "modal" } });
  showDialog(dialog, closeTop);
}

/** Where typing starts: the input that asks for it, the first one, or the first button. */
function focusFirst() {
  const body = dialog.querySelector(".dialog-body");
  const wanted =
    body.querySelector("[autofocus]") ?? body.querySelector(".input-block :is(input, textarea)");
  (wanted ?? dialog.querySelector("[data-testid=modal-submit]") ?? body).focus();
}

function backButton() {
  if (get().modals.length < 2) return null;
  return iconButton("back", "Back", closeTop);
}

function foot(view) {
  const close = h(
    "button",
    { type: "button", class: "button", on: { click: closeTop }, data: { testid: "modal-close" } },
    view.close ? shortText(view.close) : view.submit ? "Cancel" : "Close",
  );
  const submit =
    view.submit &&
    h(
      "button",
      { type: "submit", class: "button button-primary", data: { testid: "modal-submit" } },
      shortText(view.submit),
    );
  return h("div", { class: "dialog-foot" }, close, submit);
}

async function closeTop() {
  const view = top();
  if (view && (await attempt(() => api.close({ person: person(), view_id: view.id }))))
    await loadModals();
}

async function closeAll() {
  for (const view of [...get().modals].reverse())
    await attempt(() => api.close({ person: person(), view_id: view.id }));
  await loadModals();
}

async function onSubmit(event) {
  event.preventDefault();
  const view = top();
  const { drafts } = open.get(view.id);
  const problems = problemsIn(view.blocks, drafts, dialog);
  if (problems) return show(view.id, problems);
  const button = dialog.querySelector("[data-testid=modal-submit]");
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  const answer = await send(view, drafts);
  if (button.isConnected) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
  show(view.id, answer.errors ?? null);
  if (answer.error) tell(explain(answer.error));
  await loadModals();
}

async function send(view, drafts) {
  try {
    return await api.submit({
      person: person(),
      view_id: view.id,
      state: drafts.state(view.blocks),
    });
  } catch (error) {
    return { error: error.message };
  }
}

function tell(text) {
  dialog?.querySelector(".dialog-trouble")?.remove();
  dialog
    ?.querySelector(".dialog-body")
    .prepend(h("p", { class: "dialog-trouble", role: "alert" }, text));
}

/** Show errors by block id, and bring the first one into reach. */
function show(id, errors) {
  if (!open.has(id)) return;
  open.get(id).errors = errors;
  if (!dialog || top()?.id !== id) return;
  draw();
  if (errors) dialog.querySelector(".input-wrong :is(input, textarea, button)")?.focus();
}
