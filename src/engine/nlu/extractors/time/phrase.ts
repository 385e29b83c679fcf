import { withoutOverlaps, type Span } from "../dimension";
import { isHourAfterDay, isHourBeforeDay, isHourBeforePart } from "./clock";
import type { Piece, PieceOf } from "./piece";

/** Pieces that together name one time, at most one of each kind. */
export interface Phrase extends Span {
  day?: PieceOf<"day">;
  weekday?: PieceOf<"weekday">;
  monthday?: PieceOf<"monthday">;
  part?: PieceOf<"part">;
  period?: PieceOf<"period">;
  clock?: PieceOf<"clock">;
  moment?: PieceOf<"moment">;
  /** Whether only weak pieces are in it, which name no time unless a range is made of them. */
  weak: boolean;
}

const CONNECTOR =
  /^\s*,?\s*(?:(at|on|in|of|by|for|from|around|about|before|after|until|till|til|between|the)\s+)?(?:the\s+)?$/i;
const FIXED_DAYS = ["day", "weekday", "monthday", "period", "moment"] as const;

function startPhrase(piece: Piece): Phrase {
  return { start: piece.start, end: piece.end, [piece.kind]: piece, weak: piece.weak ?? false };
}

/** Whether a piece may join: never a second of its kind, and of days only those that narrow each other. */
function fits(phrase: Phrase, piece: Piece): boolean {
  if (phrase[piece.kind] || phrase.moment || piece.kind === "moment") return false;
  const others = FIXED_DAYS.filter((kind) => phrase[kind]);
  if (piece.kind === "clock" || piece.kind === "part") return true;
  return others.every((other) => {
    const kinds = [other, piece.kind].sort().join(" ");
    const period = phrase.period ?? (piece.kind === "period" ? piece : undefined);
    return (
      kinds === "day weekday" ||
      kinds === "monthday weekday" ||
      (kinds === "period weekday" && period?.period === "week") ||
      (kinds === "monthday period" && period?.period === "month")
    );
  });
}

function hasDay(phrase: Phrase): boolean {
  return FIXED_DAYS.some((kind) => phrase[kind]);
}

/** A weak hour joins a day only where the words around it show that an hour is meant. */
function weakHourIsMeant(text: string, phrase: Phrase, piece: Piece, connector: string | undefined): boolean {
  if (piece.kind === "clock" && piece.weak) {
    return connector !== undefined || isHourAfterDay(text, piece.end);
  }
  if (phrase.clock?.weak && !hasDay(phrase) && !phrase.part) {
    if (piece.kind !== "part") return isHourBeforeDay(text, phrase.clock.start);
    return piece.offset === undefined || isHourBeforePart(text, phrase.clock.start);
  }
  return true;
}

/** "the 13th" and "morning" become days and times only beside one. */
function weakPieceIsMeant(phrase: Phrase, piece: Piece): boolean {
  if (piece.kind === "monthday" && piece.weak) return phrase.weekday !== undefined || phrase.period !== undefined;
  if (phrase.monthday?.weak && phrase.weak) return piece.kind === "weekday" || piece.kind === "period";
  if (piece.kind === "part" && piece.weak) return !phrase.weak || phrase.clock !== undefined;
  return true;
}

/** Puts pieces that stand together into phrases, in the text's order. Weak phrases are among them. */
export function makePhrases(text: string, pieces: readonly Piece[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (const piece of withoutOverlaps(pieces, ({ weak }) => (weak ? 1 : 0))) {
    const last = phrases.at(-1);
    const between = last && CONNECTOR.exec(text.slice(last.end, piece.start));
    if (
      last &&
      between &&
      fits(last, piece) &&
      weakPieceIsMeant(last, piece) &&
      weakHourIsMeant(text, last, piece, between[1])
    ) {
      phrases[phrases.length - 1] = { ...last, [piece.kind]: piece, end: piece.end, weak: false };
    } else {
      phrases.push(startPhrase(piece));
    }
  }
  return phrases;
}
