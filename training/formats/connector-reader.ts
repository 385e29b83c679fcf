import type { JsonObject } from "../../src/engine/json";
import { readAddress } from "../../src/engine/reach";
import type { ReadLog } from "./read-log";
import type { Place, ProjectConnections, ProjectConnector } from "./types";
import { Fields } from "./yaml-fields";
import { given, toJson, type YamlMap } from "./yaml-node";

const KEYS = ["name", "kind", "url", "settings"];
const SCHEMES = ["basic", "bearer", "header"];

/** `connectors:` and `own_connectors:` of endpoints.yml, each with the kind of login that credentials.yml says it wants. */
export function readConnections(
  endpoints: YamlMap | null,
  credentials: YamlMap | null,
  log: ReadLog,
): ProjectConnections {
  const fields = new Fields("config", log);
  const [listed, own] = endpoints ? [given(endpoints, "connectors"), given(endpoints, "own_connectors")] : [];
  const items = listed ? (fields.list(listed, "`connectors:`")?.items ?? []) : [];
  const logins = readLogins(credentials, fields, log);
  const servers = items.flatMap((item): ProjectConnector[] => {
    const map = fields.map(item, "a connector");
    if (!map) return [];
    fields.checkKeys(map, KEYS, "a connector");
    const text = (key: string) => {
      const node = given(map, key);
      return node ? fields.text(node, `\`${key}\` of a connector`) : null;
    };
    const settingsNode = given(map, "settings");
    const [name, kind, url] = [text("name"), text("kind"), text("url")];
    const address = url === null ? null : readAddress(url);
    if (name === null || kind === null || address === null) {
      left(
        log,
        map.place,
        "A connector wants a `name`, a `kind` and a `url` without a login in it. This one is left out.",
      );
      return [];
    }
    const settings = settingsNode && toJson(settingsNode);
    const described = typeof settings === "object" && settings !== null && !Array.isArray(settings) ? settings : {};
    return [{ name, kind, address, settings: { ...described, ...logins.get(name) } }];
  });
  return { own: own ? (fields.flag(own, "`own_connectors`") ?? false) : false, servers };
}

/** How to sign in, by the connector's name. The login itself is each user's, in a vault on their device. */
function readLogins(credentials: YamlMap | null, fields: Fields, log: ReadLog): Map<string, JsonObject> {
  const node = credentials && given(credentials, "connectors");
  const logins = new Map<string, JsonObject>();
  for (const { key: name, value } of (node && fields.map(node, "`connectors:`")?.entries) ?? []) {
    const map = fields.map(value, `\`${name}\``);
    const scheme = map && given(map, "sign_in");
    const signIn = scheme ? fields.text(scheme, "`sign_in`") : null;
    if (!map || signIn === null || !SCHEMES.includes(signIn)) {
      left(log, value.place, `\`sign_in\` of ${name} wants to be one of ${SCHEMES.join(", ")}.`);
      continue;
    }
    const headerNode = given(map, "header");
    const header = headerNode ? fields.text(headerNode, "`header`") : null;
    logins.set(name, { signIn, ...(header !== null && { header }) });
    for (const { key, keyPlace } of map.entries)
      if (!["sign_in", "header"].includes(key))
        left(
          log,
          keyPlace,
          `\`${key}\` isn't taken into the page, where everybody could read it. Each user gives a login in Settings, and it is locked there. Take it out of credentials.yml.`,
        );
  }
  return logins;
}

function left(log: ReadLog, place: Place, message: string): void {
  log.warning(place, "config.connector", message);
}
