/** Block Kit's elements: the table. Each draws (element, slot) -> node; see blocks/slot.js. */

import { h } from "../core/dom.js";
import { picture } from "../blocks/media.js";
import { button, feedbackButtons, iconButton } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { overflow } from "./overflow.js";
import { datePicker, dateTimePicker, timePicker } from "./pickers.js";
import { select } from "./selects.js";
import { emailInput, numberInput, plainTextInput, richTextInput, urlInput } from "./text_inputs.js";

const ELEMENTS = {
  __proto__: null, // keys come from outside
  button,
  checkboxes,
  channels_select: select,
  conversations_select: select,
  datepicker: datePicker,
  datetimepicker: dateTimePicker,
  email_text_input: emailInput,
  external_select: select,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  image: picture,
  multi_channels_select: select,
  multi_conversations_select: select,
  multi_external_select: select,
  multi_static_select: select,
  multi_users_select: select,
  number_input: numberInput,
  overflow,
  plain_text_input: plainTextInput,
  radio_buttons: radioButtons,
  rich_text_input: richTextInput,
  static_select: select,
  timepicker: timePicker,
  url_text_input: urlInput,
  users_select: select,
  workflow_button: button,
};

const unknown = (element) =>
  h("span", { class: "block-unknown" }, `Elements of type “${element?.type}” aren't supported here.`);

export const renderElement = (element, slot) => (ELEMENTS[element?.type] ?? unknown)(element, slot);
