import type { Component, Message } from "./message";
import type { Entity } from "./parse-data";

/** Rasa's EntitySynonymMapper: gives entities that were written another way their canonical value. */
export class EntitySynonymMapper implements Component {
  constructor(private readonly synonyms: Record<string, string>) {}

  process(message: Message): void {
    message.entities = message.entities.map((entity) => this.map(entity));
  }

  private map(entity: Entity): Entity {
    if (typeof entity.value !== "string" && typeof entity.value !== "number") return entity;
    const key = String(entity.value).toLowerCase();
    const value = Object.hasOwn(this.synonyms, key) ? this.synonyms[key] : undefined;
    if (value === undefined || value === entity.value) return entity;
    return { ...entity, value, processors: [...(entity.processors ?? []), "EntitySynonymMapper"] };
  }
}
