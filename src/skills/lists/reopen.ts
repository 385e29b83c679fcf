const REOPENINGS = [
  /\b(?:un-?(?:tick|check|mark|cross)\p{L}*|re-?open\p{L}*|open again)\b/iu,
  /\b(?:not|n['’]?t)(?: been| actually| really| yet)* (?:done|finished|bought|ticked|checked|packed|completed?|got)\b/i,
  /\b(?:is|are|was|were|have|has|did)n['’]?t\b.{0,40}\b(?:done|finished|bought|buy|ticked|packed|completed?|got|get|do)\b/i,
  /\b(?:still (?:open|to do|needs? to be)|needs? doing)\b/i,
];

/** Whether a text says that something ticked off is still to do: "uncheck milk", "the milk isn't done". */
export function meansReopen(text: string): boolean {
  return REOPENINGS.some((pattern) => pattern.test(text));
}
