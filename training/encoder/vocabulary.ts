import * as v from "valibot";
import { WordPieceTokenizer } from "../../src/engine/nlu/wordpiece";
import { EncoderFault } from "./encoder-fault";

const SPECIAL_PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/** A character alone, of Latin script, or a sign that English texts use: Latin-1, dashes and quotes, currencies, letter-like signs, arrows. */
const CHARACTER = /^(?:##)?(?:[\u0021-\u00ff\u2010-\u203f\u20a0-\u20bf\u2100-\u214f\u2190-\u2193]|\p{Script=Latin})$/u;

/** More than a character, of printable ASCII; "[unused7]" isn't one. */
const PIECE = /^(?!\[.+\]$)[\u0021-\u007e]{2,}$/u;

const tokenizerSchema = v.object({
  normalizer: v.object({ type: v.literal("BertNormalizer"), lowercase: v.literal(true) }),
  model: v.object({ type: v.optional(v.literal("WordPiece")), vocab: v.record(v.string(), v.number()) }),
});

/** The pieces in the order of their ids: from `vocab.txt`, or else from `tokenizer.json`. Throws an EncoderFault when there are none. */
export function readVocabulary(files: ReadonlyMap<string, Uint8Array>, expected: number): string[] {
  const pieces = files.has("vocab.txt")
    ? readLines(files.get("vocab.txt"))
    : readTokenizer(files.get("tokenizer.json"));
  const file = files.has("vocab.txt") ? "vocab.txt" : "tokenizer.json";
  const advice = "take the vocabulary and config.json from the same uncased BERT encoder";
  if (pieces.length !== expected)
    throw new EncoderFault(
      "encoder.architecture",
      file,
      `${file} has ${pieces.length} pieces, expected ${expected}: ${advice}`,
    );
  const missing = SPECIAL_PIECES.find((piece) => !pieces.includes(piece));
  if (missing !== undefined)
    throw new EncoderFault(
      "encoder.architecture",
      file,
      `${file} has no ${missing}, expected a BERT vocabulary: ${advice}`,
    );
  return pieces;
}

function readLines(bytes: Uint8Array | undefined): string[] {
  return new TextDecoder()
    .decode(bytes)
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
}

function readTokenizer(bytes: Uint8Array | undefined): string[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), tokenizerSchema), new TextDecoder().decode(bytes));
  if (!parsed.success) {
    const message =
      "tokenizer.json is of another kind, expected WordPiece in lower case: choose an uncased BERT encoder";
    throw new EncoderFault("encoder.architecture", "tokenizer.json", message);
  }
  return Object.entries(parsed.output.model.vocab)
    .sort(([, a], [, b]) => a - b)
    .map(([piece]) => piece);
}

/**
 * The ids of the `size` pieces to keep, ascending: the special ones, single characters (so that every word still splits), the pieces
 * that `texts` use, then the most frequent ones (a BERT vocabulary is in the order of frequency).
 */
export function pruneVocabulary(pieces: readonly string[], size: number, texts: readonly string[]): number[] {
  const kept = new Set<number>();
  const usual = pieces.flatMap((piece, id) => (PIECE.test(piece) && !CHARACTER.test(piece) ? [id] : []));
  pieces.forEach((piece, id) => {
    if (SPECIAL_PIECES.includes(piece) || CHARACTER.test(piece)) kept.add(id);
  });
  const used = countPieces(pieces, texts);
  const byUse = usual.filter((id) => used[id]).sort((a, b) => (used[b] as number) - (used[a] as number));
  for (const id of [...byUse, ...usual]) if (kept.size < size) kept.add(id);
  return [...kept].sort((a, b) => a - b);
}

/** How often each piece occurs in the texts. */
export function countPieces(pieces: readonly string[], texts: readonly string[]): Int32Array {
  const tokenizer = new WordPieceTokenizer(pieces);
  const counts = new Int32Array(pieces.length);
  for (const text of texts) for (const id of tokenizer.split(text).ids) counts[id] = (counts[id] as number) + 1;
  return counts;
}
