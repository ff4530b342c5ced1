/** Times as the person on the page reads them: in their own zone, as Slack does. */

import { get } from "./store.js";
import { personById } from "./names.js";

const DAY = 86_400;

function zone() {
  return personById(get().place?.person)?.tz;
}

function format(seconds, options) {
  const date = new Date(seconds * 1000);
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone() }).format(date);
  } catch {
    return new Intl.DateTimeFormat("en-GB", options).format(date); // a zone this browser lacks
  }
}

export const seconds = (ts) => Number.parseFloat(ts);
export const clockTime = (ts) => format(seconds(ts), { hour: "2-digit", minute: "2-digit" });
export const dayKey = (ts) =>
  format(seconds(ts), { year: "numeric", month: "2-digit", day: "2-digit" });
export const weekday = (ts) =>
  format(seconds(ts), { weekday: "short", day: "numeric", month: "short" });
export const fullTime = (ts) => format(seconds(ts), { dateStyle: "full", timeStyle: "medium" });
export const isoTime = (ts) => new Date(seconds(ts) * 1000).toISOString();

/** "Today", "Yesterday" or null, by the workspace's clock. */
function nearDay(ts) {
  const now = get().workspace?.now ?? Date.now() / 1000;
  if (dayKey(ts) === dayKey(now)) return "Today";
  return dayKey(ts) === dayKey(now - DAY) ? "Yesterday" : null;
}

/** A day as a divider says it: "Today", "Yesterday", else "Monday, 23 November". */
export function dayName(ts) {
  return nearDay(ts) ?? format(seconds(ts), { weekday: "long", day: "numeric", month: "long" });
}

const TOKENS = {
  __proto__: null, // keys come from outside
  date_num: (s) => format(s, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: (s) => format(s, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (s) => format(s, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (s) => format(s, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  date_pretty: (s) => nearDay(s)?.toLowerCase() ?? TOKENS.date(s),
  date_short_pretty: (s) => nearDay(s)?.toLowerCase() ?? TOKENS.date_short(s),
  date_long_pretty: (s) => nearDay(s)?.toLowerCase() ?? TOKENS.date_long(s),
  time: (s) => format(s, { hour: "2-digit", minute: "2-digit" }),
  time_secs: (s) => format(s, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago: (s) => ago((get().workspace?.now ?? Date.now() / 1000) - s),
};

function ago(passed) {
  const unit = [
    ["day", DAY],
    ["hour", 3600],
    ["minute", 60],
  ].find(([, n]) => Math.abs(passed) >= n) ?? ["second", 1];
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  return relative.format(-Math.round(passed / unit[1]), unit[0]);
}

/** Slack's date format, e.g. "{date_short} at {time}", for a Unix time; unknown tokens stay. */
export function formatDate(time, pattern) {
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(time) ?? whole);
}
