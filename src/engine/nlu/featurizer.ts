import { hashCode, hashKind, hashText, type HashList } from "./hash";
import type { Message } from "./message";
import { normaliseWord, sentenceWords, type SentenceWord } from "./normalise";
import { PatternMatcher } from "./patterns";
import type { FeatureSettings } from "./pipeline-settings";
import type { Token } from "./tokenizer";

const WORD = hashKind("word");
const WORDS = hashKind("words");
const CHARACTERS = hashKind("characters");
const PATTERN = hashKind("pattern");
const FOUND = hashKind("found");
const BEFORE = hashKind("before");
const AFTER = hashKind("after");
const PREFIX = hashKind("prefix");
const SUFFIX = hashKind("suffix");
const SHAPE = hashKind("shape");
const POSITION = hashKind("position");

const SENTENCE_START = hashKind("start");
const SENTENCE_END = hashKind("end");

const SPACE = 32;
/** Of the signs between two words, the most that count. */
const LONGEST_GAP = 3;

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
    const sentence = message.words ?? sentenceWords(message.text, message.tokens);
    const meant = meantWords(message.tokens, words, sentence);
    const tokens = message.tokens.map((token, index) => {
      const [word] = meant[index] ?? [];
      return word === undefined ? token : { ...token, text: word };
    });
    for (const match of this.patterns?.find(message.text, tokens) ?? []) {
      spans.push({ hash: hashText(PATTERN, match.name), start: match.start, end: match.end });
    }
    return { message, words, meant, sentence, spans };
  }

  /** Features of the whole message, for the intent. */
  sentenceFeatures(prepared: PreparedMessage, features: HashList): void {
    features.length = 0;
    for (const { text } of prepared.sentence) this.wordFeatures(text, features);
    this.messageFeatures(prepared, features);
  }

  /** Adds those that a word has in every message. */
  wordFeatures(word: string, features: HashList): void {
    if (this.settings.words > 0) features.push(hashText(WORD, word));
    this.characterFeatures(word, features);
  }

  /** Adds those that no word has by itself. */
  messageFeatures({ sentence, spans }: PreparedMessage, features: HashList): void {
    for (const span of spans) features.push(span.hash);
    if (this.settings.words > 1) this.phraseFeatures(sentence, spans, features);
  }

  /**
   * N-grams of words, where what a pattern or an extractor found counts as one word, whatever it says: "move it to 6 pm" and
   * "move it to next friday" share "to <time>".
   */
  private phraseFeatures(sentence: SentenceWord[], spans: Span[], features: HashList): void {
    const symbols = [SENTENCE_START];
    for (let i = 0; i < sentence.length; i++) {
      const { text, start, end } = sentence[i] as SentenceWord;
      const span = longest(spans.filter((candidate) => candidate.start === start && candidate.end >= end));
      symbols.push(span?.hash ?? hashText(WORD, text));
      while (span && i + 1 < sentence.length && (sentence[i + 1] as SentenceWord).start < span.end) i++;
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

  /**
   * Features of each token, one after another, for the entities; `ends[i]` is where those of token i end. `known` is what else is
   * known of the message's parts.
   */
  tokenFeatures(prepared: PreparedMessage, known: readonly Span[], features: HashList, ends: number[]): void {
    const { message, words, meant } = prepared;
    const spans = [...prepared.spans, ...known];
    features.length = 0;
    ends.length = 0;
    message.tokens.forEach((token, index) => {
      const word = words[index] ?? "";
      features.push(hashText(WORD, word));
      this.characterFeatures(word, features);
      // What it was meant as comes on top, and not in its place: it may be a name.
      for (const other of meant[index] ?? []) {
        features.push(hashText(WORD, other));
        this.characterFeatures(other, features);
      }
      if (this.settings.lexical) this.lexicalFeatures(message, index, word, features);
      for (const span of spans) {
        if (token.end <= span.start || token.start >= span.end) continue;
        features.push(hashCode(span.hash, token.start <= span.start ? 1 : 2));
        if (token.end >= span.end) features.push(hashCode(span.hash, 3));
      }
      ends.push(features.length);
    });
  }

  /**
   * Shape, place in the message, and the signs beside the word, which are no part of any; affixes where there are no character
   * n-grams, which hold them. Neighbouring words are left to the tagger's convolutions.
   */
  private lexicalFeatures({ text, tokens }: Message, index: number, word: string, features: HashList): void {
    const token = tokens[index] as Token;
    features.push(hashText(SHAPE, shapeOf(token.text)));
    if (index === 0) features.push(hashCode(POSITION, 1));
    if (index === tokens.length - 1) features.push(hashCode(POSITION, 2));
    const before = text.slice(tokens[index - 1]?.end ?? 0, token.start).trim();
    const after = text.slice(token.end, tokens[index + 1]?.start).trim();
    if (before !== "") features.push(hashText(BEFORE, before.slice(0, LONGEST_GAP)));
    if (after !== "") features.push(hashText(AFTER, after.slice(0, LONGEST_GAP)));
    if (this.settings.characters !== null) return;
    for (const length of [1, 2, 3]) {
      if (word.length < length) break;
      features.push(hashText(hashCode(PREFIX, length), word.slice(0, length)));
      features.push(hashText(hashCode(SUFFIX, length), word.slice(-length)));
    }
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
  /** As written, normalised, one for each token. */
  words: string[];
  /** For each token, other words that it was meant as. */
  meant: string[][];
  /** All words, as they were meant. */
  sentence: SentenceWord[];
  spans: Span[];
}

interface Span {
  hash: number;
  start: number;
  end: number;
}

/** For each token the words it was meant as, where they are others than `words` has. */
function meantWords(tokens: Token[], words: string[], sentence: SentenceWord[]): string[][] {
  const places = new Map<number, SentenceWord[]>();
  for (const word of sentence) places.set(word.start, [...(places.get(word.start) ?? []), word]);
  return tokens.map(({ start, end }, index) =>
    (places.get(start) ?? []).filter((word) => word.end === end && word.text !== words[index]).map(({ text }) => text),
  );
}

function longest(spans: Span[]): Span | undefined {
  return spans.reduce<Span | undefined>(
    (best, span) => (best === undefined || span.end > best.end ? span : best),
    undefined,
  );
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
