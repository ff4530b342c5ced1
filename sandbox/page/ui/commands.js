/** Slash commands and global shortcuts: the other ways to start the app. */

import { api } from "../core/api.js";
import { iconButton, OPENS_MENU } from "../core/icon_button.js";
import { icon } from "../core/icons.js";
import { attempt, explain } from "../core/interactions.js";
import { appName } from "../core/names.js";
import { get } from "../core/store.js";
import { commandNamed } from "./completion.js";
import { openMenu } from "./menu.js";
import { shortcuts } from "./message_tools.js";

export const isCommand = (text) => /^\/[a-z]/i.test(text);

/** Run a slash command; gives the words of a refusal, or null. */
export async function runCommand(channel, text) {
  try {
    const answer = await api.command({ person: get().place.person, channel, text });
    return answer.ok === false ? refusal(text, answer.error) : null;
  } catch (error) {
    return error.message;
  }
}

function refusal(text, error) {
  const name = text.split(/\s/)[0];
  return commandNamed(text)
    ? `${name}: ${explain(error)}`
    : `${appName()} has no command ${name}.`;
}

/** A menu of the app's global shortcuts. */
export function shortcutButton() {
  const open = (event) => {
    const items = shortcuts("global").map((s) => ({
      label: s.name,
      icon: icon("bolt"),
      run: () =>
        attempt(() => api.shortcut({ person: get().place.person, callback_id: s.callback_id })),
    }));
    const none = { label: `${appName()} has no shortcuts`, run: () => {} };
    openMenu(event.currentTarget, items.length ? items : [none]);
  };
  return iconButton("bolt", "Shortcuts", open, { aria: OPENS_MENU });
}
