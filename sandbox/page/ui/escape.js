/** What a person types, as Slack stores it: only &, < and > are escaped. */
export const escapeText = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
