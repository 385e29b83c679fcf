import { mediawiki, wordpress } from "../sites/kinds";
import { SOURCE_KINDS } from "../sources/kinds";
import { alertmanager, health, opentelemetry, prometheus } from "../systems/kinds";
import type { ConnectorKind } from "./kind";

/** What can be connected, by its name in `Connector.kind` and in endpoints.yml. One line for each. */
export const KINDS: Readonly<Record<string, ConnectorKind>> = {
  ...{ prometheus, alertmanager, health, opentelemetry },
  ...{ wordpress, mediawiki },
  ...SOURCE_KINDS,
};

/** Undefined where another build, or a file, knows more kinds than this one. */
export function kindOf({ kind }: { kind: string }): ConnectorKind | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
}
