/** The conversation in the middle: messages over a composer; on the app's page with its prompts. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { appName, appUser, channelById, conversationName } from "../core/names.js";
import { currentChannel, go } from "../core/router.js";
import { get, watch } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";
import { appIntro, prompts } from "./prompts.js";

export const conversation = () => new Conversation().node;

class Conversation {
  #list = new MessageList({ label: "Messages" });
  #pills = h("div", { class: "prompts" });
  #closed = closedNote();
  #write;
  #drawPrompts;

  constructor() {
    const onSent = followReplies();
    this.#write = new Composer({ testid: "composer", onSent });
    this.#drawPrompts = prompts(onSent);
    const parts = [this.#list.node, this.#pills, this.#write.node, this.#closed];
    this.node = h("section", { class: "conversation", aria: { label: "Conversation" } }, parts);
    watch(["place", "workspace", "dm", "messages", "assistant", "editing"], () => this.#draw());
  }

  #draw() {
    const { workspace, place } = get();
    const id = currentChannel();
    this.node.hidden = !id;
    if (id && workspace) this.#show(id, place.tab === "messages");
  }

  #show(id, withApp) {
    const { place, messages, assistant } = get();
    const channel = channelById(id);
    const key = `${place.person}/${id}`;
    const mine = messages?.channel === id ? messages.list : [];
    this.#list.intro.replaceChildren(...(withApp ? appIntro() : channelIntro(channel)));
    this.#list.update(key, id, mine);
    const suggested = withApp ? (assistant.prompts?.prompts ?? []) : [];
    drawPrompts(this.#pills, this.#drawPrompts(suggested), get(), mine);
    this.#write.node.hidden = Boolean(channel?.is_archived);
    this.#closed.hidden = !channel?.is_archived;
    const label = `Message ${withApp ? appName() : titleOf(channel)}`;
    this.#write.aim({ key, channel: id, label });
  }
}

function closedNote() {
  const words = "This channel is archived, so nobody can post here.";
  return h("div", { class: "composer-closed", hidden: true }, icon("archive"), words);
}

const titleOf = (channel) =>
  channel?.is_im ? conversationName(channel) : `#${channel?.name ?? ""}`;

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
  const title = titleOf(channel);
  const members = channel.members ?? [];
  const bot = members.includes(appUser()) ? "" : ` ${appName()} isn't a member.`;
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
