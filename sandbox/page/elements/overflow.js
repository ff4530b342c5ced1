/** The "…" menu of a block. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { shortText } from "../blocks/text.js";
import { safeUrl } from "../text/links.js";
import { confirmed } from "../ui/dialog.js";
import { openMenu } from "../ui/menu.js";

export function overflow(element, slot) {
  const open = (event) => {
    const anchor = event.currentTarget;
    const items = (element.options ?? []).map((option) => ({
      label: shortText(option.text),
      href: option.url ? safeUrl(option.url) : null,
      run: async () => {
        if (await confirmed(element.confirm, anchor)) await slot.act({ selected_option: option });
      },
    }));
    openMenu(anchor, items);
  };
  return h(
    "button",
    {
      type: "button",
      class: "icon-button overflow",
      data: slot.data,
      aria: { label: "More actions", haspopup: "menu", expanded: "false" },
      on: { click: open },
    },
    icon("more"),
  );
}
