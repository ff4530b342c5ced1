/** Images and context. Only images of this workspace load; others become a card with a link. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { link } from "../text/prose.js";
import { shortText } from "./text.js";

export const isOurs = (url) =>
  URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;

export function picture(element) {
  const url = element.image_url ?? element.slack_file?.url ?? "";
  const words = element.alt_text || "Image";
  if (isOurs(url)) return h("img", { class: "picture", src: url, alt: words, loading: "lazy" });
  return h("span", { class: "picture-card" }, icon("file"), link(url, [words]));
}

export function image(block) {
  const title = block.title ? h("figcaption", {}, shortText(block.title)) : null;
  return h("figure", { class: "figure" }, title, picture(block));
}

export function context(block) {
  const parts = (block.elements ?? []).map((e) =>
    e.type === "image" ? picture(e) : h("span", {}, shortText(e)),
  );
  return h("div", { class: "context" }, parts);
}
