import * as v from "valibot";
import type { Connector } from "../../storage/connections";
import type { ConnectorKind } from "../connections/kind";
import { ConnectFault } from "../connect-fault";
import { readJson } from "../read-json";
import { descriptionSchema, type Description } from "./description";
import { espocrm } from "./mappings/espocrm";
import { hubspot } from "./mappings/hubspot";
import { requestTracker } from "./mappings/request-tracker";
import { salesforce } from "./mappings/salesforce";

/** A kind of server that keeps customers. */
export interface SourceKindOf extends ConnectorKind {
  /** Null where each connector brings its own, in `settings.description`. */
  description: Description | null;
}

function ready(
  kind: Omit<SourceKindOf, "test" | "about"> & { probe: { path: string; query?: Record<string, string> } },
): SourceKindOf {
  const { probe, ...rest } = kind;
  return {
    ...rest,
    about: "Customers, cases, and what was said: read from there and kept here, with the day it was read.",
    async test(connect, connector) {
      const { text } = await connect.ask(connector, { ...probe, why: "whether it is there" });
      const { Version: version } = readJson(connector, text, v.looseObject({ Version: v.optional(v.string()) }));
      return version === undefined ? `${rest.title} answers` : `${rest.title} ${version}`;
    },
  };
}

export const SOURCE_KINDS = {
  "request-tracker": ready({
    title: "Request Tracker",
    example: "https://rt.example.org",
    signIn: ["header", "basic"],
    description: requestTracker,
    probe: { path: "/REST/2.0/rt" },
  }),
  espocrm: ready({
    title: "EspoCRM",
    example: "https://crm.example.org",
    signIn: ["header", "basic"],
    description: espocrm,
    probe: { path: "/api/v1/Contact", query: { maxSize: "1" } },
  }),
  hubspot: ready({
    title: "HubSpot",
    example: "https://app.example.org/hubspot",
    signIn: ["bearer"],
    description: hubspot,
    probe: { path: "/crm/v3/objects/contacts", query: { limit: "1" } },
  }),
  salesforce: ready({
    title: "Salesforce",
    example: "https://example.my.salesforce.com",
    signIn: ["bearer"],
    description: salesforce,
    probe: { path: "/services/data/v60.0/limits" },
  }),
  "customer-source": {
    title: "Other server with customers",
    about: "Any REST or GraphQL server, as a description says (docs/operator.md has the parts of one).",
    example: "https://crm.example.org",
    signIn: ["bearer", "header", "basic"],
    isDescribed: true,
    description: null,
    async test(connect, connector) {
      const description = descriptionOf(connector);
      if (!description) throw undescribed(connector);
      const { status } = await connect.ask(connector, { path: "", why: "whether it is there" });
      return `It answers (${status})`;
    },
  },
} satisfies Record<string, SourceKindOf>;

/** How a connector's customers are read; null where it keeps none, or its own description is none. */
export function descriptionOf({ kind, settings }: Pick<Connector, "kind" | "settings">): Description | null {
  if (!Object.hasOwn(SOURCE_KINDS, kind)) return null;
  const { description } = SOURCE_KINDS[kind as keyof typeof SOURCE_KINDS];
  if (description) return description;
  const read = v.safeParse(descriptionSchema, settings["description"]);
  return read.success ? read.output : null;
}

export function isSource({ kind }: Pick<Connector, "kind">): boolean {
  return Object.hasOwn(SOURCE_KINDS, kind);
}

export function undescribed({ name, settings }: Connector): ConnectFault {
  const read = v.safeParse(descriptionSchema, settings["description"]);
  const [issue] = read.issues ?? [];
  const where = issue ? `${v.getDotPath(issue) ?? "all of it"}: ${issue.message}` : "it is missing";
  return new ConnectFault(
    "connect.unreadable",
    `The description of ${name} can’t be read (${where}).`,
    "Put it right in Settings, under Connections.",
  );
}
