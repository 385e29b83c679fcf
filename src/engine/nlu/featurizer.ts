import { hashCode, hashKind, hashText, type HashList } from "./hash";
import type { Message } from "./message";
import { normaliseWord, sentenceWords } from "./normalise";
import { PatternMatcher } from "./patterns";
import type { FeatureSettings } from "./pipeline-settings";
import type { Token } from "./tokenizer";

const WORD = hashKind("word");
const WORDS = hashKind("words");
const CHARACTERS = hashKind("characters");
const PATTERN = hashKind("pattern");
const FOUND = hashKind("found");
const PREVIOUS = hashKind("previous");
const NEXT = hashKind("next");
const PREFIX = hashKind("prefix");
const SUFFIX = hashKind("suffix");
const SHAPE = hashKind("shape");
const POSITION = hashKind("position");

const SENTENCE_START = hashKind("start");
const SENTENCE_END = hashKind("end");

const SPACE = 32;
const BOUNDARY = "\u0002";

/** Turns a message into hashed features, the same ones in training and in use. */
export class Featurizer {
  private readonly patterns: PatternMatcher | null;

  constructor(private readonly settings: FeatureSettings) {
    this.patterns = settings.patterns ? new PatternMatcher(settings.patterns) : null;
  }

  prepare(message: Message): PreparedMessage {
    const words = message.tokens.map((token) => normaliseWord(token.text));
    const spans: Span[] = message.entities.map((entity) => ({
      hash: hashText(FOUND, entity.entity),
      start: entity.start,
      end: entity.end,
    }));
    for (const match of this.patterns?.find(message.text, message.tokens) ?? []) {
      spans.push({ hash: hashText(PATTERN, match.name), start: match.start, end: match.end });
    }
    return { message, words, spans };
  }

  /** Features of the whole message, for the intent. */
  sentenceFeatures({ message, words, spans }: PreparedMessage, features: HashList): void {
    features.length = 0;
    for (const word of sentenceWords(message.text, message.tokens, words)) {
      if (this.settings.words > 0) features.push(hashText(WORD, word));
      this.characterFeatures(word, features);
    }
    for (const span of spans) features.push(span.hash);
    if (this.settings.words > 1) this.phraseFeatures(message.tokens, words, spans, features);
  }

  /**
   * N-grams of words, where what a pattern or an extractor found counts as one word, whatever it says: "move it to 6 pm" and
   * "move it to next friday" share "to <time>".
   */
  private phraseFeatures(tokens: Token[], words: string[], spans: Span[], features: HashList): void {
    const symbols = [SENTENCE_START];
    for (let i = 0; i < tokens.length; i++) {
      const { start, end } = tokens[i] as Token;
      const span = longest(spans.filter((candidate) => candidate.start === start && candidate.end >= end));
      symbols.push(span?.hash ?? hashText(WORD, words[i] ?? ""));
      while (span && i + 1 < tokens.length && (tokens[i + 1] as Token).start < span.end) i++;
    }
    symbols.push(SENTENCE_END);
    for (let from = 0; from < symbols.length; from++) {
      let hash = hashCode(WORDS, symbols[from] as number);
      for (let n = 2; n <= this.settings.words && from + n <= symbols.length; n++) {
        hash = hashCode(hash, symbols[from + n - 1] as number);
        features.push(hash);
      }
    }
  }

  /** Features of each token, one after another, for the entities; `ends[i]` is where those of token i end. */
  tokenFeatures({ message, words, spans }: PreparedMessage, features: HashList, ends: number[]): void {
    features.length = 0;
    ends.length = 0;
    message.tokens.forEach((token, index) => {
      const word = words[index] ?? "";
      features.push(hashText(WORD, word));
      this.characterFeatures(word, features);
      if (this.settings.lexical) lexicalFeatures(token, word, words[index - 1], words[index + 1], features);
      for (const span of spans) {
        if (token.end <= span.start || token.start >= span.end) continue;
        features.push(hashCode(span.hash, token.start <= span.start ? 1 : 2));
        if (token.end >= span.end) features.push(hashCode(span.hash, 3));
      }
      ends.push(features.length);
    });
  }

  private characterFeatures(word: string, features: HashList): void {
    if (this.settings.characters === null) return;
    const { min, max } = this.settings.characters;
    // The word stands between two spaces, as in scikit-learn's char_wb.
    for (let start = -1; start <= word.length; start++) {
      let hash = CHARACTERS;
      for (let n = 1; n <= max && start + n <= word.length + 1; n++) {
        const at = start + n - 1;
        hash = hashCode(hash, at < 0 || at === word.length ? SPACE : word.charCodeAt(at));
        if (n >= min && (n > 1 || (at >= 0 && at < word.length))) features.push(hash);
      }
    }
  }
}

/** A message with what both kinds of features need. */
export interface PreparedMessage {
  message: Message;
  /** Normalised, one for each token. */
  words: string[];
  spans: Span[];
}

interface Span {
  hash: number;
  start: number;
  end: number;
}

function longest(spans: Span[]): Span | undefined {
  return spans.reduce<Span | undefined>(
    (best, span) => (best === undefined || span.end > best.end ? span : best),
    undefined,
  );
}

function lexicalFeatures(
  token: Token,
  word: string,
  previous: string | undefined,
  next: string | undefined,
  features: HashList,
): void {
  features.push(hashText(PREVIOUS, previous ?? BOUNDARY));
  features.push(hashText(NEXT, next ?? BOUNDARY));
  features.push(hashText(SHAPE, shapeOf(token.text)));
  if (previous === undefined) features.push(hashCode(POSITION, 1));
  if (next === undefined) features.push(hashCode(POSITION, 2));
  for (const length of [1, 2, 3]) {
    if (word.length < length) break;
    features.push(hashText(hashCode(PREFIX, length), word.slice(0, length)));
    features.push(hashText(hashCode(SUFFIX, length), word.slice(-length)));
  }
}

/** `Oslo` is `Xx`, `5pm` is `0x`, `NYC` is `X`, `to-do` is `x-x`. */
function shapeOf(text: string): string {
  let shape = "";
  for (const character of text.slice(0, 16)) {
    const lower = character.toLowerCase();
    const kind =
      character >= "0" && character <= "9"
        ? "0"
        : lower !== character
          ? "X"
          : lower !== character.toUpperCase()
            ? "x"
            : character;
    if (shape.at(-1) !== kind) shape += kind;
  }
  return shape;
}
