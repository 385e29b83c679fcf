import { paramValues, type Property } from "./property";

/** The value of a property out of its transfer encoding; null where it isn't what it says it is. */
export function decoded(property: Property): string | null {
  const [encoding = ""] = paramValues(property, "ENCODING");
  const [charset = "utf-8"] = paramValues(property, "CHARSET");
  if (encoding === "quoted-printable") return bytesAsText(quotedPrintableBytes(property.value), charset);
  if (encoding === "b" || encoding === "base64") {
    const bytes = base64Bytes(property.value);
    return bytes && bytesAsText(bytes, charset);
  }
  return property.value;
}

/** Null for a character set that nobody knows. */
function bytesAsText(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

/** Characters beyond ASCII, which shouldn't be there, are taken as UTF-8. */
function quotedPrintableBytes(value: string): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part, hex] of value.matchAll(/=([0-9a-f]{2})|[^=]+|=/gi)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    // One by one: a long value has more bytes than a call may have arguments.
    else for (const byte of encoder.encode(part)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function base64Bytes(value: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(value.replace(/\s/g, "")), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** A value's parts at an unescaped separator, each without escapes: `Berg;Anna\, Maria` in two. */
export function parts(value: string, separator: ";" | ","): string[] {
  const found = [""];
  for (const [piece] of value.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === separator) found.push("");
    else found[found.length - 1] += piece;
  }
  return found.map(unescaped);
}

/** "Smith\, John\nLondon" as it is meant. */
export function unescaped(value: string): string {
  return value
    .replace(/\\([\s\S])/g, (_all, character: string) => (/n/i.test(character) ? "\n" : character))
    .replace(/\r\n?/g, "\n")
    .trim();
}

export function escaped(value: string): string {
  return value
    .replace(/\r\n?/g, "\n")
    .replace(/[\\,;]/g, (character) => `\\${character}`)
    .replaceAll("\n", "\\n");
}
