/** Slack's text objects ({type: "plain_text" | "mrkdwn", text}) drawn. */

import { h } from "../core/dom.js";
import { EMOJI } from "../text/emoji.js";
import { mrkdwnInline, parseMrkdwn, plainInline } from "../text/mrkdwn.js";
import { inline, prose } from "../text/prose.js";

/** A text object as running text: no paragraphs. */
export const shortText = (object) =>
  inline(
    object?.type === "mrkdwn" ? mrkdwnInline(object.text ?? "") : plainInline(object?.text ?? ""),
  );

/** A text object as paragraphs, lists and code. */
export const longText = (object) =>
  object.type === "mrkdwn"
    ? prose(parseMrkdwn(object.text ?? ""))
    : h("div", { class: "prose" }, h("p", {}, shortText(object)));

/** The bare words of a text object, for attributes and native controls. */
export const wordsOf = (object) =>
  (object?.text ?? "").replace(/:([a-z0-9_+'-]+):/g, (whole, name) => EMOJI[name] ?? whole);
