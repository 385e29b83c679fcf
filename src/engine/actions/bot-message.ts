import type { Json, JsonObject } from "../json";

/** A button's payload is sent as the user's next message: plain text, or `/intent{"entity": "value"}`. */
export interface Button {
  title: string;
  payload: string;
}

/** One reply, with the keys of a Rasa response. */
export interface BotMessage {
  text?: string;
  buttons?: Button[];
  quick_replies?: Button[];
  image?: string;
  attachment?: Json;
  elements?: Json[];
  /** A card for the page to draw: `{card: "<name>", ...}`. The text says the same in words. */
  custom?: JsonObject;
  /** How a channel that knows several kinds shows the buttons: "inline", "reply", "vertical". */
  button_type?: string;
  /** Whatever the response's author wrote there; kept with the event. */
  metadata?: Json;
  /** The response it was made from, e.g. `utter_greet`. */
  utter_action?: string;
}
