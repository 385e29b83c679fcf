import { intentOfAction, retrievalIntentOf } from "../../src/engine/nlu/response-selection";
import {
  DEFAULT_ACTIONS,
  DEFAULT_INTENTS,
  KNOWLEDGE_BASE_ACTION,
  KNOWLEDGE_BASE_SLOTS,
} from "../../src/engine/project/domain";
import type {
  Domain,
  EntityProperties,
  IntentProperties,
  ResponseVariation,
  SessionConfig,
  Slot,
  UserAction,
} from "../../src/engine/project/domain";
import type { FormDraft } from "./form-reader";
import { intentRule } from "./policy-migration";
import type { ReadLog } from "./read-log";
import type { SlotDraft } from "./slot-reader";
import type { Place, Rule } from "./types";

interface Declared<T> {
  value: T;
  place: Place;
}

/** What may be declared by name. */
interface Sections {
  intents: IntentProperties;
  entities: EntityProperties;
  slots: SlotDraft;
  forms: FormDraft;
  responses: ResponseVariation[];
  actions: UserAction;
}

const DEFAULT_SESSION: SessionConfig = { expirationTime: 60, carryOverSlots: true };

/** A domain while it is gathered from its files. Of two declarations of one name the first is kept, as in Rasa. */
export class DomainBuilder {
  readonly declared: { [S in keyof Sections]: Map<string, Declared<Sections[S]>> } = {
    intents: new Map(),
    entities: new Map(),
    slots: new Map(),
    forms: new Map(),
    responses: new Map(),
    actions: new Map(),
  };
  private session: SessionConfig | null = null;
  private readonly triggers: { intent: string; action: string; place: Place }[] = [];

  constructor(private readonly log: ReadLog) {}

  declare<S extends keyof Sections>(section: S, name: string, value: Sections[S], place: Place): void {
    const known: Map<string, Declared<Sections[S]>> = this.declared[section];
    const first = known.get(name);
    if (!first) {
      known.set(name, { value, place });
      return;
    }
    this.log.warning(
      place,
      "domain.duplicate",
      `\`${name}\` is under \`${section}:\` a second time (first in ${first.place.file}, line ${first.place.line}). ` +
        "The first is used: remove one.",
    );
  }

  /** Before Rasa 2 an intent could say which action follows it, for the MappingPolicy. */
  addTrigger(intent: string, action: string, place: Place): void {
    this.triggers.push({ intent, action, place });
  }

  /** The rules that say what the intents' triggers said. */
  triggerRules(): Rule[] {
    return this.triggers.map(({ intent, action, place }) =>
      intentRule(`${intent} triggers ${action}`, intent, [{ kind: "action", name: action, place }], place),
    );
  }

  /** The first that says something else than the default is kept. */
  setSession(session: Partial<SessionConfig>): void {
    const complete = { ...DEFAULT_SESSION, ...session };
    const isDefault =
      complete.expirationTime === DEFAULT_SESSION.expirationTime &&
      complete.carryOverSlots === DEFAULT_SESSION.carryOverSlots;
    if (this.session === null && !isDefault) this.session = complete;
  }

  /** The whole domain; `retrievalIntents` are those that the NLU data asks `intent/key` of. */
  build(slots: Record<string, Slot>, retrievalIntents: ReadonlySet<string>): Domain {
    const intents = values(this.declared.intents);
    for (const name of DEFAULT_INTENTS) {
      intents[name] ??= { useEntities: true, ignoreEntities: [], isRetrievalIntent: false };
    }
    for (const name of retrievalIntents) {
      const properties = Object.hasOwn(intents, name) ? intents[name] : undefined;
      if (properties) intents[name] = { ...properties, isRetrievalIntent: true };
    }
    return {
      intents,
      entities: values(this.declared.entities),
      slots: this.declared.actions.has(KNOWLEDGE_BASE_ACTION) ? { ...knowledgeBaseSlots(), ...slots } : slots,
      forms: Object.fromEntries(
        [...this.declared.forms].map(([name, { value }]) => [
          name,
          { requiredSlots: value.requiredSlots, ignoredIntents: value.ignoredIntents },
        ]),
      ),
      responses: values(this.declared.responses),
      actions: this.actionOrder(retrievalIntents),
      // Stories say them; what is compiled from those knows.
      endToEndActions: [],
      userActions: values(this.declared.actions),
      sessionConfig: this.session ?? DEFAULT_SESSION,
    };
  }

  /** The responses of retrieval intents, by response key: `utter_faq/ask_hours` is that of `faq/ask_hours`. */
  retrievalResponses(): Record<string, ResponseVariation[]> {
    const responses = [...this.declared.responses].flatMap(([name, { value }]): [string, ResponseVariation[]][] => {
      const key = intentOfAction(name);
      return key !== null && retrievalIntentOf(key) !== null ? [[key, value]] : [];
    });
    return Object.fromEntries(responses);
  }

  /** Rasa's order: defaults, the user's as listed, responses by name, those of retrieval intents, forms. */
  private actionOrder(retrievalIntents: ReadonlySet<string>): string[] {
    const retrieval = [...this.declared.intents].filter(
      ([name, { value }]) => value.isRetrievalIntent || retrievalIntents.has(name),
    );
    return [
      ...new Set<string>([
        ...DEFAULT_ACTIONS,
        ...this.declared.actions.keys(),
        ...retrieval.map(([name]) => `utter_${name}`),
        ...[...this.declared.responses.keys()].toSorted(),
        ...this.declared.forms.keys(),
      ]),
    ];
  }
}

/** Set by code only, and seen by no policy. */
function knowledgeBaseSlots(): Record<string, Slot> {
  const slot: Slot = { type: "any", initialValue: null, influenceConversation: false, mappings: [] };
  return Object.fromEntries(KNOWLEDGE_BASE_SLOTS.map((name) => [name, slot]));
}

function values<T>(declared: ReadonlyMap<string, Declared<T>>): Record<string, T> {
  return Object.fromEntries([...declared].map(([name, { value }]) => [name, value]));
}
