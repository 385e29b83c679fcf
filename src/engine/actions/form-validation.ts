import { slotSet, type NewEvent } from "../dialogue/events";
import type { Json } from "../json";
import type { Action, ActionContext } from "./action";

/** Judges one candidate value: the value to keep, or null to ask again. It may say why through the dispatcher. */
export type SlotValidator<Data> = (value: Json, context: ActionContext<Data>) => Json | Promise<Json>;

export interface FormValidation<Data> {
  /** The form's name; the action is `validate_<form>`. */
  form: string;
  /** By slot name; a slot without a validator is kept as it came. */
  validators: Record<string, SlotValidator<Data>>;
}

/**
 * A `validate_<form>` action, as rasa-sdk's FormValidationAction: it runs after each message in the form, on the slots that
 * the message filled (the SlotSet events at the tracker's end).
 */
export function formValidation<Data>({ form, validators }: FormValidation<Data>): Action<Data> {
  return {
    name: `validate_${form}`,
    async run(context) {
      const events: NewEvent[] = [];
      for (const [name, value] of newlyFilledSlots(context)) {
        // Others are not the form's, or valid as they came: naming them would count as an answer to the form.
        const validate = validators[name];
        if (validate) events.push(slotSet(name, value === null ? null : await validate(value, context)));
      }
      return events;
    },
  };
}

/** The slots set by the events at the tracker's very end, in order, each once. */
function newlyFilledSlots<Data>(context: ActionContext<Data>): Map<string, Json> {
  const filled: [string, Json][] = [];
  for (const event of [...context.tracker.events].reverse()) {
    if (event.event !== "slot") break;
    filled.unshift([event.name, event.value]);
  }
  return new Map(filled);
}
