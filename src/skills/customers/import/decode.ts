const LF = 10;
const CR = 13;

/** Without an end of a line so many bytes are cut anywhere. */
const LONGEST_LINE = 4_000_000;

/** So many lines of another encoding are named. */
const NAMED_LINES = 20;

export interface EncodingFound {
  /** `mixed`: UTF-8, with lines in the character set of older Windows programs. */
  encoding: "UTF-8" | "UTF-16" | "Windows-1252" | "mixed";
  /** Of a mixed one the lines that aren't UTF-8, the first of them by number. */
  odd: { count: number; lines: number[] };
}

/**
 * Bytes of a text file to text, however they come. UTF-8 and UTF-16 are told by their marks and their bytes; a line that isn't UTF-8 is
 * read as Windows-1252, of which Latin-1 is a part, so that a file put together from several is read right, line by line.
 */
export class TextDecoding {
  readonly odd: EncodingFound["odd"] = { count: 0, lines: [] };
  #utf16: TextDecoder | null = null;
  #isFirst = true;
  #hasUtf8 = false;
  #line = 1;
  #held = new Uint8Array();

  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  readonly #windows = new TextDecoder("windows-1252");

  push(bytes: Uint8Array): string {
    if (this.#isFirst && bytes.length > 0) {
      this.#isFirst = false;
      const encoding = utf16Of(bytes);
      this.#utf16 = encoding && new TextDecoder(encoding);
    }
    if (this.#utf16) return this.#utf16.decode(bytes, { stream: true });
    const all = joined(this.#held, bytes);
    const end = Math.max(all.lastIndexOf(LF), all.lastIndexOf(CR)) + 1;
    const cut = end === 0 && all.length > LONGEST_LINE ? all.length : end;
    this.#held = all.slice(cut);
    return this.#decode(all.subarray(0, cut));
  }

  end(): string {
    if (this.#utf16) return this.#utf16.decode();
    const rest = this.#held;
    this.#held = new Uint8Array();
    return this.#decode(rest);
  }

  get found(): EncodingFound {
    const { count } = this.odd;
    const mixed = this.#hasUtf8 ? "mixed" : "Windows-1252";
    return { encoding: this.#utf16 ? "UTF-16" : count === 0 ? "UTF-8" : mixed, odd: this.odd };
  }

  /** Whole lines. */
  #decode(bytes: Uint8Array): string {
    const text = this.#asUtf8(bytes);
    if (text !== null) {
      for (const byte of bytes) if (byte === LF) this.#line++;
      return text;
    }
    let decoded = "";
    for (let start = 0; start < bytes.length;) {
      const at = bytes.indexOf(LF, start);
      const end = at < 0 ? bytes.length : at + 1;
      decoded += this.#decodeLine(bytes.subarray(start, end));
      this.#line++;
      start = end;
    }
    return decoded;
  }

  #decodeLine(bytes: Uint8Array): string {
    const text = this.#asUtf8(bytes);
    if (text !== null) return text;
    this.odd.count++;
    if (this.odd.lines.length < NAMED_LINES) this.odd.lines.push(this.#line);
    return this.#windows.decode(bytes);
  }

  #asUtf8(bytes: Uint8Array): string | null {
    try {
      const text = this.#utf8.decode(bytes);
      if (text.length < bytes.length && bytes[0] !== 0xef) this.#hasUtf8 = true;
      return text;
    } catch {
      return null;
    }
  }
}

/** By its mark, or by the zeros that every other byte of a Western text is then. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 200);
  const zeros = (odd: number) => sample.filter((byte, place) => place % 2 === odd && byte === 0).length;
  if (zeros(1) > sample.length * 0.4) return "utf-16le";
  return zeros(0) > sample.length * 0.4 ? "utf-16be" : null;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
