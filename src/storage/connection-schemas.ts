import * as v from "valibot";
import type { JsonObject } from "../engine/json";
import { readAddress } from "../engine/reach";
import type { Connector, Watch } from "./connections";
import { id, moment } from "./field-schemas";

const address = v.pipe(
  v.string(),
  v.check((text) => readAddress(text) === text, "this is no address of a server"),
);

export const connector: v.GenericSchema<unknown, Connector> = v.object({
  id,
  kind: v.string(),
  name: v.pipe(v.string(), v.nonEmpty()),
  address,
  settings: v.custom<JsonObject>((json) => typeof json === "object" && json !== null && !Array.isArray(json)),
  created: moment,
});

const common = { id, conversation: v.string(), created: moment };

export const watch: v.GenericSchema<unknown, Watch> = v.variant("kind", [
  v.object({
    ...common,
    kind: v.literal("threshold"),
    measure: v.string(),
    machine: v.optional(v.string()),
    side: v.picklist(["over", "under"]),
    value: v.number(),
    beyond: v.array(v.string()),
  }),
  v.object({ ...common, kind: v.literal("alerts"), told: v.array(v.string()), muted: v.boolean() }),
  v.object({ ...common, kind: v.literal("report"), at: v.pipe(v.string(), v.regex(/^\d\d:\d\d$/)), due: moment }),
]);
