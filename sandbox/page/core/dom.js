/** Builds DOM nodes. A string only ever becomes a text node: nothing here parses HTML. */

const PROPERTIES = new Set([
  "checked",
  "disabled",
  "hidden",
  "id",
  "indeterminate",
  "open",
  "readOnly",
  "required",
  "tabIndex",
  "value",
]);

function assign(node, name, value) {
  if (value === null || value === undefined) return;
  if (name === "class") node.className = value;
  else if (name === "on")
    for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
  else if (name === "data") Object.assign(node.dataset, withoutEmpty(value));
  else if (name === "aria")
    for (const [key, v] of Object.entries(withoutEmpty(value))) node.setAttribute(`aria-${key}`, v);
  else if (name === "style")
    for (const [key, v] of Object.entries(value)) node.style.setProperty(key, v);
  else if (PROPERTIES.has(name)) node[name] = value;
  else if (value !== false) node.setAttribute(name, value === true ? "" : value);
}

function withoutEmpty(entries) {
  return Object.fromEntries(
    Object.entries(entries).filter(([, v]) => v !== null && v !== undefined),
  );
}

/** An element. `props`: class, on, data, aria, style, known properties, else attributes. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) assign(node, name, value);
  node.append(
    ...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false),
  );
  return node;
}

/** Text for screen readers only. */
export const spoken = (text) => h("span", { class: "sr-only" }, text);

let serial = 0;
/** An id that no other node of this page has. */
export const freshId = (prefix = "n") => `${prefix}-${++serial}`;

/** Replace the children of `node` and bring the focus back to the control that had it. */
export function replaceKeepingFocus(node, children) {
  const held = node.contains(document.activeElement) ? focusKey(document.activeElement) : null;
  node.replaceChildren(...children);
  if (held)
    [...node.querySelectorAll("[data-focus-key]")]
      .find((n) => n.dataset.focusKey === held)
      ?.focus();
}

const focusKey = (node) => node.closest("[data-focus-key]")?.dataset.focusKey ?? null;
