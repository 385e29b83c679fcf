/** Characters of a file without its pictures: as much as one message may carry. */
const LONGEST = 2_000_000;

/** A picture, a sound or a key of a vCard, with the lines it is folded into. */
const ATTACHMENT = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r\n?|\n)(?:[ \t].*(?:\r\n?|\n))*/gim;

/** The text of a file of contacts, without what the assistant doesn't keep anyway; null where that is too long. */
export async function readVcfFile(file: Blob): Promise<string | null> {
  const text = decoded(await file.arrayBuffer()).replace(ATTACHMENT, "");
  return text.length > LONGEST ? null : text;
}

/** UTF-8, as vCards are written today; else the character set of older Windows programs. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
