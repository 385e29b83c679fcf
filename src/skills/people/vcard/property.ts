import type { ContentLine } from "./lines";

/** One property of a card: `item1.TEL;TYPE=home,pref:555 0101`. Names are upper case; values are as they are written. */
export interface Property {
  line: number;
  /** What joins it to others, lower case; empty where it has none. */
  group: string;
  name: string;
  /** Of a parameter, all values. Version 2.1's bare ones (`TEL;HOME:`) are of TYPE, or ENCODING. */
  params: ReadonlyMap<string, string[]>;
  value: string;
}

const HEAD = /^(?:([\w-]+)\.)?([\w-]+)(?=[;:])/;
/** `;NAME=value,"quoted value"` or a bare `;HOME`. */
const PARAM = /;\s*([\w-]*)(?:\s*=\s*((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?/y;
const BARE_ENCODINGS = new Set(["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"]);

/** Null for a line that is no property. */
export function readProperty({ line, text }: ContentLine): Property | null {
  const head = HEAD.exec(text.trimStart());
  const start = text.length - text.trimStart().length;
  if (!head) return null;
  const params = new Map<string, string[]>();
  PARAM.lastIndex = start + head[0].length;
  let end = PARAM.lastIndex;
  for (let match = PARAM.exec(text); match && match[0] !== ""; match = PARAM.exec(text)) {
    end = PARAM.lastIndex;
    const [, name = "", values] = match;
    const bare = name.toUpperCase();
    if (values === undefined) addTo(params, BARE_ENCODINGS.has(bare) ? "ENCODING" : "TYPE", bare === "" ? [] : [name]);
    else addTo(params, bare, valuesOf(values));
  }
  if (text[end] !== ":") return null;
  const [, group = "", name = ""] = head;
  return { line, group: group.toLowerCase(), name: name.toUpperCase(), params, value: text.slice(end + 1) };
}

function addTo(params: Map<string, string[]>, name: string, values: string[]): void {
  params.set(name, [...(params.get(name) ?? []), ...values]);
}

/** `home,"voice,pref"` in its parts; a quoted list counts as one (version 4.0 writes TYPE so). */
function valuesOf(written: string): string[] {
  return (written.match(/"[^"]*"|[^,]+/g) ?? []).flatMap((value) =>
    value
      .replaceAll('"', "")
      .split(",")
      .map(unescapedParam)
      .filter((part) => part !== ""),
  );
}

/** RFC 6868. */
function unescapedParam(value: string): string {
  return value.replace(/\^(['n^])/g, (_all, sign: string) => ({ "'": '"', n: "\n", "^": "^" })[sign] ?? sign).trim();
}

/** The values of a parameter, lower case. */
export function paramValues({ params }: Property, name: string): string[] {
  return (params.get(name) ?? []).map((value) => value.toLowerCase());
}
