import type { ActionEndpoint } from "../../src/engine/project/action-endpoint";
import type { ReadLog } from "./read-log";
import type { YamlMap, YamlNode } from "./yaml-node";
import { field, isNull } from "./yaml-node";
import { Fields } from "./yaml-fields";

const KEYS = ["url", "enable_selective_domain", "headers", "params", "basic_auth", "token", "token_name"];

/** Reads `action_endpoint` of endpoints.yml; null where there is none, or none that can be called. */
export function readActionEndpoint(endpoints: YamlMap, log: ReadLog): ActionEndpoint | null {
  const node = field(endpoints, "action_endpoint");
  if (!node || isNull(node)) return null;
  const fields = new Fields("config", log);
  const what = "`action_endpoint:`";
  const map = fields.map(node, what);
  if (!map) return null;
  fields.checkKeys(map, KEYS, what);
  const urlNode = field(map, "url");
  if (!urlNode) {
    log.warning(
      node.place,
      "config.action-endpoint",
      `${what} has no \`url\`: actions in Python run on a server, as \`rasa run actions\` starts one. Name it, or leave this out.`,
    );
    return null;
  }
  const url = readUrl(urlNode, log);
  if (!url) return null;

  const texts = (key: string): [string, string][] => readTexts(field(map, key), `\`${key}\` of ${what}`, fields);
  const token = field(map, "token");
  const tokenName = field(map, "token_name");
  for (const [name, value] of texts("params")) url.searchParams.set(name, value);
  if (token && !isNull(token))
    url.searchParams.set(
      (tokenName && fields.text(tokenName, "`token_name`")) ?? "token",
      fields.text(token, "`token`") ?? "",
    );
  const headers = Object.fromEntries(texts("headers"));
  const login = Object.fromEntries(texts("basic_auth"));
  if (login["username"] !== undefined)
    headers["Authorization"] = `Basic ${btoa(`${login["username"]}:${login["password"] ?? ""}`)}`;
  if (url.search !== "" || Object.keys(headers).length > 0)
    log.warning(
      node.place,
      "config.action-endpoint",
      `What ${what} sends with each call can be read by everyone who opens the page. Let the server ask for nothing secret.`,
    );
  const selective = field(map, "enable_selective_domain");
  const selectiveDomain = selective ? (fields.flag(selective, "`enable_selective_domain`") ?? false) : false;
  return { url: url.href, headers, selectiveDomain };
}

function readUrl(node: YamlNode, log: ReadLog): URL | null {
  const text = node.kind === "scalar" ? node.text : "";
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && !text.includes("${")) return url;
  log.warning(
    node.place,
    "config.action-endpoint",
    `\`url\` of \`action_endpoint:\` is "${text}". No action server is called; give a whole address without a login: http://localhost:5055/webhook.`,
  );
  return null;
}

function readTexts(node: YamlNode | undefined, what: string, fields: Fields): [string, string][] {
  if (!node || isNull(node)) return [];
  return (fields.map(node, what)?.entries ?? []).flatMap(({ key, value }): [string, string][] => {
    const text = fields.text(value, `${key} in ${what}`);
    return text === null ? [] : [[key, text]];
  });
}
