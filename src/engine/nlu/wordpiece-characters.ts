/** What BERT's tokenizer makes of a character. */
export interface Character {
  /**
   * Part of a word; a blank; a word by itself (punctuation, a sign of ASCII, a Chinese character); or nothing at all (control and format
   * characters, accents).
   */
  kind: "letter" | "space" | "apart" | "dropped";
  /** In lower case and without accents. */
  text: string;
}

/** The code points that BERT's tokenizer puts blanks around: CJK ideographs, but neither kana nor hangul. */
const CHINESE: readonly (readonly [number, number])[] = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b820, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
];

/** Characters as they were first met: each is classified once, since regular expressions are slow. */
export class CharacterTable {
  private readonly ascii: readonly Character[] = Array.from({ length: 128 }, (_, code) => classify(code));
  private readonly others = new Map<number, Character>();

  of(code: number): Character {
    const ascii = this.ascii[code];
    if (ascii) return ascii;
    let character = this.others.get(code);
    if (!character) this.others.set(code, (character = classify(code)));
    return character;
  }
}

function classify(code: number): Character {
  const original = String.fromCodePoint(code);
  if (/[\t\n\r]/.test(original)) return { kind: "space", text: "" };
  if (code === 0xfffd || /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(original)) return { kind: "dropped", text: "" };
  if (/\s/.test(original)) return { kind: "space", text: "" };
  const text = original
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
  if (text === "") return { kind: "dropped", text };
  const apart = /^[\p{P}!-/:-@[-`{-~]$/u.test(text) || CHINESE.some(([from, to]) => code >= from && code <= to);
  return { kind: apart ? "apart" : "letter", text };
}
