/** The person's side of the workspace: one function a call of /control/. */

/** A call that the workspace refused or that did not arrive; `message` may be shown. */
class ControlError extends Error {}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ControlError("The workspace isn't responding. Is it still running?");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok)
    throw new ControlError(body?.error ?? `The workspace answered ${response.status}.`);
  return body ?? {};
}

const read = (name, query = {}) => {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return request(`/control/${name}?${new URLSearchParams(given)}`);
};

const write = (name, body) =>
  request(`/control/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Where a person can see a file of a message. */
export const addressOfFile = (person, file) =>
  `/control/file?${new URLSearchParams({ person, file })}`;

export const api = {
  state: (person) => read("state", { person }),
  messages: (person, channel, thread_ts) => read("messages", { person, channel, thread_ts }),
  home: (person) => read("home", { person }),
  modals: (person) => read("modals", { person }),
  assistant: (person) => read("assistant", { person }),
  calls: (after) => read("calls", { after }),
  say: (body) => write("say", body),
  edit: (body) => write("edit", body),
  remove: (body) => write("delete", body),
  command: (body) => write("command", body),
  action: (body) => write("action", body),
  options: (body) => write("options", body),
  submit: (body) => write("submit", body),
  close: (body) => write("close", body),
  openHome: (body) => write("home", body),
  react: (body) => write("react", body),
  stop: (body) => write("stop", body),
  shortcut: (body) => write("shortcut", body),
  dm: (person) => write("dm", { person }),
  clock: (body) => write("clock", body),
  markRead: (person, channel) => write("read", { person, channel }),
};
