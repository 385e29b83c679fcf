import { slotSet, type NewEvent } from "../dialogue/events";
import type { TrackerView } from "../dialogue/tracker";
import type { Random } from "../environment";
import type { Json } from "../json";
import { KNOWLEDGE_BASE_ACTION, KNOWLEDGE_BASE_SLOTS } from "../project/domain";
import type { Action, ActionContext } from "./action";
import type { KnowledgeBase, KnownObject } from "./knowledge-base";
import { inWords } from "./responses";

/** Rasa's names of the slots that entities fill. */
const OBJECT_TYPE = "object_type";
const MENTION = "mention";
const ATTRIBUTE = "attribute";
const [LISTED_OBJECTS, LAST_OBJECT, LAST_OBJECT_TYPE] = KNOWLEDGE_BASE_SLOTS;

/** Picks one of the objects listed last (their keys, never empty); undefined where the list is too short. */
export type OrdinalMention = (listed: readonly Json[], random: Random) => Json | undefined;

/** What a `mention` may say of the list: "1" to "10", "ANY", "LAST". Synonyms turn "the second one" into "2". */
const ORDINAL_MENTIONS: Readonly<Record<string, OrdinalMention>> = {
  ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String(i + 1), (listed: readonly Json[]) => listed[i]])),
  ANY: (listed, random) => listed[Math.floor(random() * listed.length)],
  LAST: (listed) => listed.at(-1),
};

export interface QueryKnowledgeBase<Data> {
  knowledgeBase: KnowledgeBase;
  /** A question that mentions no object is about the last one; true where nothing is said. */
  useLastObjectMention?: boolean;
  ordinalMentions?: Readonly<Record<string, OrdinalMention>>;
  /** Says which objects were found, or that none was; in words of its own where the project wants others. */
  utterObjects?(type: string, objects: readonly KnownObject[], context: ActionContext<Data>): void;
  /** Says what an attribute of an object is; `value` is null where that isn't known. */
  utterAttributeValue?(object: string, attribute: string, value: Json, context: ActionContext<Data>): void;
}

/**
 * `action_query_knowledge_base`, as rasa-sdk's ActionQueryKnowledgeBase: lists the objects of a type ("Italian restaurants"), or tells
 * an attribute of one ("the price range of the second one"), which is named, counted, or was spoken of last. What it can't make out
 * it answers with `utter_ask_rephrase`.
 */
export function queryKnowledgeBase<Data>(options: QueryKnowledgeBase<Data>): Action<Data> {
  return {
    name: KNOWLEDGE_BASE_ACTION,
    async run(context) {
      const { tracker, dispatcher } = context;
      const query = new Query(options, context);
      const attribute = nameIn(tracker.slot(ATTRIBUTE));
      const asksAttribute = tracker.latestMessage?.entities.some(({ entity }) => entity === ATTRIBUTE) ?? false;
      const type = nameIn(tracker.slot(OBJECT_TYPE)) ?? query.typeNamedByEntity();
      if (type !== null && !asksAttribute) return query.list(type);
      if (type !== null && attribute !== null) return query.tell(type, type, attribute);
      const lastType = nameIn(tracker.slot(LAST_OBJECT_TYPE));
      if (lastType !== null && attribute !== null && tracker.slot(MENTION) !== null)
        return query.tell(lastType, null, attribute);
      dispatcher.utter("utter_ask_rephrase");
      return [];
    },
  };
}

class Query<Data> {
  private readonly base: KnowledgeBase;
  private readonly tracker: TrackerView;

  constructor(
    private readonly options: QueryKnowledgeBase<Data>,
    private readonly context: ActionContext<Data>,
  ) {
    this.base = options.knowledgeBase;
    this.tracker = context.tracker;
  }

  /** Whoever names a hotel asks about hotels. */
  typeNamedByEntity(): string | null {
    const types = this.base.types();
    return this.tracker.latestMessage?.entities.find(({ entity }) => types.includes(entity))?.entity ?? null;
  }

  async list(type: string): Promise<NewEvent[]> {
    const attributes = await this.base.attributes(type);
    const wanted = attributes.flatMap((name): [string, Json][] => {
      const value = this.tracker.slot(name);
      return value === null ? [] : [[name, value]];
    });
    const objects = await this.base.objects(type, Object.fromEntries(wanted), this.context.random);
    this.utterObjects(type, objects);
    // The next list isn't narrowed by what was wanted of this one.
    const reset = wanted.map(([name]) => slotSet(name, null));
    if (objects.length === 0) return reset;
    const key = this.base.keyAttribute(type);
    const keys = objects.map((object) => object[key] ?? null);
    return [...this.about(type, keys.length === 1 ? (keys[0] ?? null) : null), slotSet(LISTED_OBJECTS, keys), ...reset];
  }

  /** `named` is the type in whose slot an object may be named. */
  async tell(type: string, named: string | null, attribute: string): Promise<NewEvent[]> {
    const identifier = this.mentioned(named);
    const object = identifier === null ? null : await this.base.object(type, identifier);
    if (!object || !Object.hasOwn(object, attribute)) {
      this.context.dispatcher.utter("utter_ask_rephrase");
      return [slotSet(MENTION, null)];
    }
    this.utterAttributeValue(this.base.represent(type, object), attribute, object[attribute] ?? null);
    return this.about(type, object[this.base.keyAttribute(type)] ?? null);
  }

  /** The key or the name of the object that is asked about. */
  private mentioned(type: string | null): Json {
    const { ordinalMentions = ORDINAL_MENTIONS, useLastObjectMention = true } = this.options;
    const mention = this.tracker.slot(MENTION);
    const last = this.tracker.slot(LAST_OBJECT);
    if (mention !== null && mention !== "") {
      const listed = this.tracker.slot(LISTED_OBJECTS);
      const pick =
        typeof mention === "string" && Object.hasOwn(ordinalMentions, mention) ? ordinalMentions[mention] : undefined;
      if (pick && Array.isArray(listed) && listed.length > 0) return pick(listed, this.context.random) ?? null;
      // "it", "that restaurant"
      return this.tracker.slot(LAST_OBJECT_TYPE) === null ? null : last;
    }
    const name = type === null ? null : this.tracker.slot(type);
    return name ?? (useLastObjectMention ? last : null);
  }

  /** What is spoken of from now on. The type is forgotten, so that the next question may be about another. */
  private about(type: string, object: Json): NewEvent[] {
    return [
      slotSet(OBJECT_TYPE, null),
      slotSet(MENTION, null),
      slotSet(ATTRIBUTE, null),
      slotSet(LAST_OBJECT, object),
      slotSet(LAST_OBJECT_TYPE, type),
    ];
  }

  private utterObjects(type: string, objects: readonly KnownObject[]): void {
    if (this.options.utterObjects) return this.options.utterObjects(type, objects, this.context);
    const { dispatcher } = this.context;
    if (objects.length === 0) return dispatcher.say({ text: `I know of no ${type} like that.` });
    dispatcher.say({ text: `Of type ${type} I know:` });
    for (const [i, object] of objects.entries())
      dispatcher.say({ text: `${i + 1}: ${this.base.represent(type, object)}` });
  }

  private utterAttributeValue(object: string, attribute: string, value: Json): void {
    if (this.options.utterAttributeValue)
      return this.options.utterAttributeValue(object, attribute, value, this.context);
    const isKnown = value !== null && value !== "";
    const text = isKnown
      ? `${attribute} of ${object}: ${inWords(value)}`
      : `I don't know the ${attribute} of ${object}.`;
    this.context.dispatcher.say({ text });
  }
}

function nameIn(value: Json): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
