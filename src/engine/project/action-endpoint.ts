import * as v from "valibot";

/** Where the actions run that the assistant doesn't have itself: `action_endpoint` of `endpoints.yml`, as `current.json` keeps it. */
export const actionEndpointSchema = v.object({
  /** Complete, e.g. `http://localhost:5055/webhook`. */
  url: v.string(),
  /** Sent with each call. */
  headers: v.record(v.string(), v.string()),
  /** Only actions with `send_domain: true` get the domain with each call; others when the server asks for it. */
  selectiveDomain: v.boolean(),
});

export type ActionEndpoint = v.InferOutput<typeof actionEndpointSchema>;
