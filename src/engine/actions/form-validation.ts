import { slotSet, type NewEvent } from "../dialogue/events";
import type { Json } from "../json";
import { REQUESTED_SLOT, type Domain } from "../project/domain";
import type { Action, ActionContext } from "./action";
import { trackerWithSlots } from "./tracker-with-slots";

/** Values for several slots at once, where one value isn't all: what Python's methods return as `{"slot": value}`. */
export class SlotValues {
  constructor(readonly values: Readonly<Record<string, Json>>) {}
}

/** Judges one candidate value: the value to keep, or null to ask again. It may say why through the dispatcher. */
export type SlotValidator<Data> = (
  value: Json,
  context: ActionContext<Data>,
) => Json | SlotValues | Promise<Json | SlotValues>;

/** Finds a slot's value in the message by itself; undefined where there is none. */
export type SlotExtractor<Data> = (
  context: ActionContext<Data>,
) => Json | SlotValues | undefined | Promise<Json | SlotValues | undefined>;

export interface SlotValidation<Data> {
  /** By slot name: Python's `validate_<slot>`. A slot without a validator is kept as it came. */
  validators?: Record<string, SlotValidator<Data>>;
  /** By slot name: Python's `extract_<slot>`, for slots that no mapping fills. */
  extractors?: Record<string, SlotExtractor<Data>>;
  /**
   * The slots to fill, in the order in which they are asked for, from those of the domain: Python's `required_slots`. It is asked
   * before the values are extracted, before they are validated, and then for what to ask next.
   */
  requiredSlots?(domainSlots: readonly string[], context: ActionContext<Data>): string[] | Promise<string[]>;
}

export interface FormValidation<Data> extends SlotValidation<Data> {
  /** The form's name; the action is `validate_<form>`. */
  form: string;
}

/**
 * A `validate_<form>` action, as rasa-sdk's FormValidationAction: it runs after each message in the form, on the slots that
 * the message filled (the SlotSet events at the tracker's end). With `requiredSlots` it chooses what the form asks for next, and
 * ends the form when none of them is empty.
 */
export function formValidation<Data>({ form, ...validation }: FormValidation<Data>): Action<Data> {
  return {
    name: `validate_${form}`,
    async run(context) {
      const domainSlots = context.domain.forms[form]?.requiredSlots ?? [];
      const run = new ValidationRun(validation, domainSlots, context);
      const events = await run.events();
      const required = await run.required();
      if (JSON.stringify(required) === JSON.stringify(domainSlots)) return events;
      const next = required.find((name) => run.context.tracker.slot(name) === null) ?? null;
      return [...events, slotSet(REQUESTED_SLOT, next)];
    },
  };
}

/**
 * `action_validate_slot_mappings`, as rasa-sdk's ValidationAction: it runs after every message, on the slots that are filled by no
 * form alone. The domain must list it under `actions:`.
 */
export function slotMappingsValidation<Data>(validation: SlotValidation<Data>): Action<Data> {
  return {
    name: "action_validate_slot_mappings",
    run: (context) => new ValidationRun(validation, globalSlots(context.domain), context).events(),
  };
}

/** Those of whose mappings none speaks of a form. */
function globalSlots({ slots }: Domain): string[] {
  const isOfForm = (name: string): boolean =>
    slots[name]?.mappings.some(({ conditions }) => conditions.some(({ activeLoop }) => activeLoop !== null)) ?? false;
  return Object.keys(slots).filter((name) => !isOfForm(name));
}

class ValidationRun<Data> {
  /** What the extractors found and the validators made of it; each sees what those before it did. */
  private readonly set = new Map<string, Json>();

  constructor(
    private readonly validation: SlotValidation<Data>,
    private readonly domainSlots: readonly string[],
    private readonly given: ActionContext<Data>,
  ) {}

  get context(): ActionContext<Data> {
    const tracker = trackerWithSlots(this.given.tracker, this.set, this.given.clock.now() / 1000);
    return { ...this.given, tracker };
  }

  async required(): Promise<readonly string[]> {
    return (await this.validation.requiredSlots?.(this.domainSlots, this.context)) ?? this.domainSlots;
  }

  async events(): Promise<NewEvent[]> {
    const { validators = {}, extractors = {} } = this.validation;
    const candidates = newlyFilledSlots(this.given);
    for (const name of await this.required()) {
      const found = await extractors[name]?.(this.context);
      if (found !== undefined) this.keep(name, found);
    }
    for (const [name, value] of this.set) candidates.set(name, value);
    const required = new Set(await this.required());
    for (const [name, value] of candidates) {
      const validate = validators[name];
      // Others are not the form's, or valid as they came: naming them would count as an answer to the form.
      if (validate && required.has(name)) this.keep(name, value === null ? null : await validate(value, this.context));
    }
    return [...this.set].map(([name, value]) => slotSet(name, value));
  }

  private keep(name: string, value: Json | SlotValues): void {
    const values = value instanceof SlotValues ? value.values : { [name]: value };
    for (const [slot, one] of Object.entries(values)) this.set.set(slot, one);
  }
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
