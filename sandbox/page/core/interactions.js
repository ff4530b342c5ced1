/** Between blocks on the page and the app: actions out, options in. */

import { toast } from "../ui/toast.js";
import { api } from "./api.js";
import { appName } from "./names.js";
import { get } from "./store.js";

/** Run a call of the control API; a refusal is shown. Gives the answer, or null. */
export async function attempt(call) {
  try {
    const answer = await call();
    if (answer.ok !== false) return answer;
    toast(explain(answer.error));
  } catch (error) {
    toast(error.message);
  }
  return null;
}

const REASONS = {
  __proto__: null,
  dispatch_failed: () => `${appName()} isn't connected, so it didn't get this.`,
  operation_timeout: () => `${appName()} didn't answer within three seconds.`,
  app_unreachable: () => `${appName()} couldn't be reached.`,
};

/** Words for an error of the control API. */
export const explain = (error) =>
  REASONS[error]?.() ?? `The workspace refused this: ${error ?? "unknown error"}`;

/** What elements need to know about the message or view that contains them; see blocks/slot.js. */
export function contextFor({ surface, container, blocks, drafts, errors = null }) {
  const where = (block_id, action_id) => ({
    person: get().place.person,
    container,
    block_id,
    action_id,
  });
  return {
    surface,
    drafts,
    errors,
    act: (block_id, { action_id, ...action }) =>
      attempt(() =>
        api.action({
          ...where(block_id, action_id),
          action: { action_id, block_id, ...action },
          state: drafts.state(blocks),
        }),
      ),
    options: (block_id, action_id, value) => api.options({ ...where(block_id, action_id), value }),
  };
}
