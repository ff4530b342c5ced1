/** One line of "Under the hood": what was called or delivered; opened, with what was in it. */

import { h, spoken } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { clockTime, fullTime, isoTime } from "../core/time.js";

export function callEntry(call) {
  const isCall = call.kind === "api";
  const details = h("details", {}, summary(call, isCall));
  // most entries are never opened: their JSON is only drawn then
  const fill = () => details.append(...contents(call, isCall));
  details.addEventListener("toggle", fill, { once: true });
  const data = { testid: "call", method: call.method, ok: String(call.ok) };
  return h("li", { class: call.ok ? "call" : "call call-refused", data }, details);
}

function summary(call, isCall) {
  const words = isCall ? "call of the app" : `${call.kind} delivered to the app`;
  const took = call.milliseconds === undefined ? "" : `${Math.round(call.milliseconds)} ms`;
  const time = { class: "muted", datetime: isoTime(call.at), title: fullTime(call.at) };
  return h(
    "summary",
    {},
    h(
      "span",
      { class: isCall ? "way" : "way way-down", title: words },
      icon(isCall ? "send" : "down"),
      spoken(words),
    ),
    h("code", { class: "call-method" }, call.method),
    isCall ? null : h("span", { class: "call-kind" }, call.kind),
    call.ok ? null : h("span", { class: "call-error" }, call.error || "refused"),
    h("span", { class: "call-took muted" }, took),
    h("time", time, clockTime(call.at)),
  );
}

const contents = (call, isCall) =>
  [
    part(isCall ? "Arguments" : "Payload", call.arguments),
    part(isCall ? "Response" : "Answer", call.response),
  ].filter(Boolean);

function part(title, value) {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return h("div", { class: "call-part" }, h("h3", {}, title), h("pre", { tabIndex: 0 }, text));
}
