/** The prompts that the app suggests: cards before the first message, pills afterwards. */

import { api } from "../core/api.js";
import { h } from "../core/dom.js";
import { attempt } from "../core/interactions.js";
import { appName, avatar } from "../core/names.js";
import { get } from "../core/store.js";
import { escapeText } from "./escape.js";

/** `onSent` as in composer.js. */
export function prompts(onSent) {
  const pick = async (prompt) => {
    const { dm: channel, place } = get();
    const answer = await attempt(() =>
      api.say({ person: place.person, channel, text: escapeText(prompt.message) }),
    );
    if (answer) onSent({ channel, ts: answer.message.ts });
  };
  const button = (prompt) =>
    h(
      "button",
      {
        type: "button",
        class: "prompt",
        data: { testid: "prompt" },
        on: { click: () => pick(prompt) },
      },
      prompt.title,
    );
  return (suggested) => suggested.map(button);
}

/** What is shown at the top of a conversation with the app. */
export function appIntro() {
  const { app } = get().workspace;
  return [
    avatar(app.bot_user, "huge"),
    h("h2", {}, appName(), h("span", { class: "app-badge" }, "APP")),
    h("p", { class: "muted" }, app.description || `This is your conversation with ${appName()}.`),
  ];
}
