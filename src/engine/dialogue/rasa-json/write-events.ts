import type { JsonObject } from "../../json";
import type { Event } from "../events";

/** An event in Rasa's own JSON, as its tracker dumps and event brokers have it (`as_dict` of `rasa/shared/core/events.py`). */
export function rasaEvent(event: Event): JsonObject {
  const { timestamp, metadata = {}, ...fields } = event;
  const base = { event: event.event, timestamp, ...(Object.keys(metadata).length > 0 && { metadata }) };
  switch (fields.event) {
    case "user": {
      const { text, parse_data, message_id, input_channel } = fields;
      return {
        ...base,
        text: text === "" ? null : text,
        parse_data: { ...plain(parse_data), message_id: orNull(message_id), metadata },
        input_channel: orNull(input_channel),
        message_id: orNull(message_id),
        metadata,
      };
    }
    case "bot": {
      const { utter_action, button_type, metadata: own, ...data } = fields.data;
      const nothing = {
        elements: null,
        quick_replies: null,
        buttons: null,
        attachment: null,
        image: null,
        custom: null,
      };
      return {
        ...base,
        text: fields.text,
        data: { ...nothing, attachment: data.image ?? null, ...plain(data) },
        // Rasa's metadata is all that its own fields don't hold.
        metadata: {
          ...metadata,
          ...(utter_action !== undefined && { utter_action }),
          ...(button_type !== undefined && { button_type }),
          ...(own !== undefined && { metadata: own }),
        },
      };
    }
    case "action": {
      const { name, is_text: isText = false, policy, confidence, hide_rule_turn } = fields;
      const names = isText ? { name: null, action_text: name } : { name, action_text: null };
      return { ...base, ...names, policy, confidence, hide_rule_turn };
    }
    default:
      return { ...plain(fields), ...base };
  }
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}

/** Types of ours are JSON, though TypeScript's interfaces don't say so. */
function plain(fields: object): JsonObject {
  return fields as JsonObject;
}
