import type { Json } from "../../src/engine/json";
import type { Component } from "../formats/types";

/** Components as `config.yml` has them, for the metadata. */
export function asWritten(components: readonly Component[]): Json {
  return components.map(({ name, options }) => ({ name, ...options }));
}

/** A file of a bundle. */
export function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
