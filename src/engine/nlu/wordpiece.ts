import { CharacterTable } from "./wordpiece-characters";

/** Ids of a text's pieces, and where in the text each stands: UTF-16 offsets, end exclusive. */
export interface WordPieces {
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Whether the text went on after the most pieces that were asked for. */
  cut: boolean;
}

/** The most pieces that an encoder is given, [CLS] and [SEP] included. */
export const MOST_PIECES = 128;

/** Longer words are [UNK], in characters; as BERT has it. */
const LONGEST_WORD = 100;

/**
 * BERT's uncased tokenizer (https://github.com/google-research/bert/blob/master/tokenization.py): words in lower case and without accents,
 * split at blanks, punctuation and Chinese characters, then into the longest pieces of the vocabulary from the left.
 * A text can't name a special piece: "[SEP]" in it is three words.
 */
export class WordPieceTokenizer {
  readonly size: number;
  private readonly ids: ReadonlyMap<string, number>;
  private readonly unknown: number;
  private readonly first: number;
  private readonly last: number;
  private readonly longestPiece: number;
  private readonly characters = new CharacterTable();

  /** @param pieces In the order of their ids: the lines of `vocabulary.txt`. Throws a RangeError when a special piece is missing. */
  constructor(pieces: readonly string[]) {
    this.size = pieces.length;
    this.ids = new Map(pieces.map((piece, id) => [piece, id]));
    this.longestPiece = pieces.reduce((longest, piece) => Math.max(longest, piece.length), 0);
    const special = (piece: string): number => {
      const id = this.ids.get(piece);
      if (id === undefined) throw new RangeError(`The vocabulary has no ${piece}`);
      return id;
    };
    this.unknown = special("[UNK]");
    this.first = special("[CLS]");
    this.last = special("[SEP]");
  }

  /** What the encoder takes: [CLS], the pieces, [SEP]; at most `most` in all. [CLS] stands at 0, [SEP] at the text's end, both of no length. */
  encode(text: string, most: number = MOST_PIECES): WordPieces {
    const pieces = new PieceList();
    pieces.add(this.first, 0, 0);
    const cut = this.fill(pieces, text, most - 1);
    pieces.add(this.last, text.length, text.length);
    return pieces.finish(cut);
  }

  /** The pieces alone, as static word vectors want them. */
  split(text: string, most: number = Infinity): WordPieces {
    const pieces = new PieceList();
    const cut = this.fill(pieces, text, most);
    return pieces.finish(cut);
  }

  private fill(pieces: PieceList, text: string, most: number): boolean {
    const word = new Word();
    for (let at = 0; at < text.length;) {
      const code = text.codePointAt(at) as number;
      const start = at;
      const end = at + (code > 0xffff ? 2 : 1);
      const character = this.characters.of(code);
      at = end;
      if (character.kind === "letter") word.add(character.text, start, end);
      else if (character.kind === "dropped") word.extend(end);
      else {
        if (this.flush(pieces, word, most)) return true;
        if (character.kind === "space") continue;
        word.add(character.text, start, end);
        if (this.flush(pieces, word, most)) return true;
      }
    }
    return this.flush(pieces, word, most);
  }

  /** Ends the word, if there is one. True when it didn't fit. */
  private flush(pieces: PieceList, word: Word, most: number): boolean {
    if (word.text === "" && !word.long) return false;
    const cut = this.splitWord(pieces, word, most);
    word.clear();
    return cut;
  }

  private splitWord(pieces: PieceList, word: Word, most: number): boolean {
    const from = pieces.length;
    const { text } = word;
    let start = word.long ? text.length : 0;
    let known = !word.long;
    while (known && start < text.length) {
      let end = Math.min(text.length, start + this.longestPiece);
      let id: number | undefined;
      for (; end > start; end--) {
        const piece = text.slice(start, end);
        id = this.ids.get(start === 0 ? piece : `##${piece}`);
        if (id !== undefined) break;
      }
      known = id !== undefined;
      if (id !== undefined) pieces.add(id, word.starts[start] as number, word.ends[end - 1] as number);
      start = end;
    }
    if (!known) {
      pieces.shorten(from);
      pieces.add(this.unknown, word.start, word.end);
    }
    if (pieces.length <= most) return false;
    pieces.shorten(most);
    return true;
  }
}

/** The word being read, plain, with the place of each of its UTF-16 units in the text. */
class Word {
  text = "";
  starts: number[] = [];
  ends: number[] = [];
  start = 0;
  end = 0;
  /** Of more characters than LONGEST_WORD: only its place is kept. */
  long = false;
  private characters = 0;

  add(plain: string, start: number, end: number): void {
    if (this.characters === 0) this.start = start;
    this.end = end;
    for (let i = 0; i < plain.length && !this.long;) {
      this.long = ++this.characters > LONGEST_WORD;
      for (let units = (plain.codePointAt(i) as number) > 0xffff ? 2 : 1; units > 0; units--, i++) {
        this.starts.push(start);
        this.ends.push(end);
      }
    }
    this.text += this.long ? "" : plain;
  }

  /** A character that leaves nothing, such as an accent of its own, belongs to the letter before it. */
  extend(end: number): void {
    if (this.characters === 0) return;
    this.end = end;
    this.ends[this.ends.length - 1] = end;
  }

  clear(): void {
    this.text = "";
    this.starts = [];
    this.ends = [];
    this.long = false;
    this.characters = 0;
  }
}

class PieceList {
  private ids: number[] = [];
  private starts: number[] = [];
  private ends: number[] = [];

  get length(): number {
    return this.ids.length;
  }

  add(id: number, start: number, end: number): void {
    this.ids.push(id);
    this.starts.push(start);
    this.ends.push(end);
  }

  shorten(length: number): void {
    this.ids.length = this.starts.length = this.ends.length = length;
  }

  finish(cut: boolean): WordPieces {
    return {
      ids: Int32Array.from(this.ids),
      starts: Int32Array.from(this.starts),
      ends: Int32Array.from(this.ends),
      cut,
    };
  }
}
