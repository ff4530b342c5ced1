/** The conversation in the middle: messages over a composer; on the app's page with its prompts. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { appUser, channelById, conversationName } from "../core/names.js";
import { currentChannel, go } from "../core/router.js";
import { get, watch } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";
import { appIntro, prompts } from "./prompts.js";

export function conversation() {
  const list = new MessageList({ label: "Messages" });
  const waiting = followReplies();
  const write = new Composer({ testid: "composer", onSent: waiting });
  const draw = prompts(waiting);
  const pills = h("div", { class: "prompts" });
  const closed = h(
    "div",
    { class: "composer-closed", hidden: true },
    icon("archive"),
    "This channel is archived: nobody can write here.",
  );
  const node = h(
    "section",
    { class: "conversation", aria: { label: "Conversation" } },
    list.node,
    pills,
    write.node,
    closed,
  );

  watch(["place", "workspace", "dm", "messages", "assistant", "editing"], (state) => {
    const id = currentChannel();
    node.hidden = !id;
    const channel = channelById(id);
    if (!id || !state.workspace) return;
    const withApp = state.place.tab === "messages";
    const { person } = state.place;
    const mine = state.messages?.channel === id ? state.messages.list : [];
    list.intro.replaceChildren(...(withApp ? appIntro() : channelIntro(channel)));
    list.update(`${person}/${id}`, id, mine);
    drawPrompts(pills, withApp ? draw(state.assistant.prompts?.prompts ?? []) : [], state, mine);
    write.node.hidden = Boolean(channel?.is_archived);
    closed.hidden = !channel?.is_archived;
    write.aim({
      key: `${person}/${id}`,
      channel: id,
      label: withApp ? `Message ${state.workspace.app.name}` : `Message ${place(channel)}`,
    });
  });
  return node;
}

const place = (channel) => (channel?.is_im ? conversationName(channel) : `#${channel?.name ?? ""}`);

/** Prompts are drawn again only when they changed: a button under the pointer stays the same. */
function drawPrompts(node, buttons, { assistant, place: { person } }, messages) {
  const fresh = !messages.some((m) => m.user === person);
  node.hidden = !buttons.length;
  node.classList.toggle("prompts-large", fresh);
  const now = JSON.stringify([buttons.length, assistant.prompts, person, fresh]);
  if (node.dataset.drawn === now) return;
  node.dataset.drawn = now;
  const title = fresh && assistant.prompts?.title;
  node.replaceChildren(...(title ? [h("p", { class: "prompts-title" }, title)] : []), ...buttons);
}

function channelIntro(channel) {
  if (!channel) return [];
  const title = channel.is_im ? conversationName(channel) : `#${channel.name}`;
  const members = channel.members ?? [];
  const bot = members.includes(appUser()) ? "" : ` ${get().workspace.app.name} is not a member.`;
  return [
    h("h2", {}, title),
    h(
      "p",
      { class: "muted" },
      channel.is_im ? "Only the two of you are here." : `This is the beginning of ${title}.${bot}`,
    ),
  ];
}

/** The app answers in a thread: the first reply or status under a message just sent opens it. */
function followReplies() {
  let sent = null;
  watch(["messages", "assistant", "place"], ({ messages, assistant, place: { tab } }) => {
    if (!sent || tab !== "messages") return;
    const root = messages?.channel === sent.channel && messages.list.find((m) => m.ts === sent.ts);
    const busy = assistant.statuses?.[`${sent.channel}:${sent.ts}`];
    if (!root?.reply_count && !busy) return;
    const { ts } = sent;
    sent = null;
    if (!document.getElementById("thread").contains(document.activeElement)) go({ thread: ts });
  });
  return ({ channel, thread_ts, ts }) => {
    if (channel === get().dm && !thread_ts) sent = { channel, ts };
  };
}
