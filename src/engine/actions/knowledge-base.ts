import * as v from "valibot";
import type { Random } from "../environment";
import type { Json } from "../json";
import { inWords } from "./responses";

/** One thing that a knowledge base knows: its attributes by name. */
export type KnownObject = Record<string, Json>;

/** By type: `{"restaurant": [{"id": 0, "name": "Donath", ...}]}`. */
const dataSchema = v.record(
  v.string(),
  v.array(
    v.record(
      v.string(),
      v.custom<Json>(() => true),
    ),
  ),
);

export interface TypeOptions {
  /** The attribute that tells objects apart; `id` where nothing is said. */
  keyAttribute?: string;
  /** What an object is called when it is listed or spoken of; its `name` where nothing is said. */
  represent?: (object: KnownObject) => string;
}

/** What `action_query_knowledge_base` asks: a list in memory, or whatever an author puts behind it. */
export interface KnowledgeBase {
  types(): string[];
  /** Those by which the objects of a type can be told apart. */
  attributes(type: string): string[] | Promise<string[]>;
  keyAttribute(type: string): string;
  represent(type: string, object: KnownObject): string;
  /** Objects of a type with all of these attributes. */
  objects(
    type: string,
    attributes: Readonly<Record<string, Json>>,
    random: Random,
  ): KnownObject[] | Promise<KnownObject[]>;
  /** The one object with this key, or else of this name; null for none, and for several. */
  object(type: string, identifier: Json): KnownObject | null | Promise<KnownObject | null>;
}

/** As many objects are listed at once, at most. */
const LISTED = 5;

/** rasa-sdk's InMemoryKnowledgeBase: objects as its JSON file has them. */
export class InMemoryKnowledgeBase implements KnowledgeBase {
  private readonly data: ReadonlyMap<string, readonly KnownObject[]>;

  /** `data` is the file's content, `options` are by type. Throws where the data has another shape. */
  constructor(
    data: unknown,
    private readonly options: Readonly<Record<string, TypeOptions>> = {},
  ) {
    const result = v.safeParse(dataSchema, data);
    if (!result.success) {
      const [issue] = result.issues;
      throw new Error(
        `A knowledge base is a list of objects by type, {"hotel": [{"id": 1, "name": "Hilton"}]}; at ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`,
      );
    }
    this.data = new Map(Object.entries(result.output));
  }

  types(): string[] {
    return [...this.data.keys()];
  }

  attributes(type: string): string[] {
    return Object.keys(this.data.get(type)?.[0] ?? {});
  }

  keyAttribute(type: string): string {
    return this.options[type]?.keyAttribute ?? "id";
  }

  represent(type: string, object: KnownObject): string {
    return (
      this.options[type]?.represent?.(object) ?? inWords(object["name"] ?? object[this.keyAttribute(type)] ?? null)
    );
  }

  /** Up to five, in any order. */
  objects(type: string, attributes: Readonly<Record<string, Json>>, random: Random): KnownObject[] {
    const fitting = (this.data.get(type) ?? []).filter((object) =>
      Object.entries(attributes).every(([name, value]) => JSON.stringify(object[name]) === JSON.stringify(value)),
    );
    for (let i = fitting.length - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1));
      [fitting[i], fitting[other]] = [fitting[other] as KnownObject, fitting[i] as KnownObject];
    }
    return fitting.slice(0, LISTED);
  }

  object(type: string, identifier: Json): KnownObject | null {
    const objects = this.data.get(type) ?? [];
    const wanted = inWords(identifier).toLowerCase();
    const key = this.keyAttribute(type);
    const ofKey = objects.filter((object) => inWords(object[key] ?? null).toLowerCase() === wanted);
    const found =
      ofKey.length > 0
        ? ofKey
        : objects.filter((object) => this.represent(type, object).toLowerCase().includes(wanted));
    return found.length === 1 ? (found[0] ?? null) : null;
  }
}
