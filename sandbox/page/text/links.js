/** Which addresses may become links. */

const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address as the browser reads it, or null when it is none that may be followed. */
export function safeUrl(raw) {
  try {
    const url = new URL(raw);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
