/** The "…" menu of a block. */

import { iconButton, OPENS_MENU } from "../core/icon_button.js";
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
        if (await confirmed(element.confirm)) await slot.act({ selected_option: option });
      },
    }));
    openMenu(anchor, items);
  };
  return iconButton("more", "More actions", open, { aria: OPENS_MENU, data: slot.data });
}
