import type { CivilDate } from "../../../time/calendar";
import type { WallClock } from "../../../time/zone";
import type { Span } from "../dimension";

export type DayPart = "morning" | "afternoon" | "evening" | "night";
export type Grain = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

/** "at nine", "17:30". */
export interface ClockPiece {
  kind: "clock";
  hour: number;
  minute: number;
  /** Whether minutes were said: "9:00", not "at nine". */
  minuteSaid: boolean;
  /** Whether am or pm was said, or the hour is written as 24 hours are. */
  exact: boolean;
}

/** What one small parser reads of a time; pieces that stand together make a phrase. */
export type Piece = Span & {
  /** A piece that means nothing alone: "9" or "morning", which "tomorrow" beside it turns into a time. */
  weak?: boolean;
} & (
    | ClockPiece
    /** `last` closes a stretch of whole days and belongs to it: "3-5 march". */
    | { kind: "day"; date: CivilDate; last?: CivilDate }
    | { kind: "weekday"; weekday: number; which: "coming" | "this" | "next" | "last" }
    /** "the 3rd", of this month or the next one that has it. */
    | { kind: "monthday"; day: number }
    /** `offset` in days from today, where the words say it: 0 in "tonight", -1 in "last night". */
    | { kind: "part"; part: DayPart; offset?: number }
    /** Whole days from `from` up to, not including, `to`. */
    | { kind: "period"; period: "week" | "month" | "year" | "weekend"; from: CivilDate; to: CivilDate }
    /** An instant in milliseconds: "in 20 minutes". */
    | { kind: "moment"; ms: number; grain: Grain }
  );

export type PieceOf<K extends Piece["kind"]> = Extract<Piece, { kind: K }>;

/** What the parsers may know: the text, respelled, and the moment and place it is read in. */
export interface Reading {
  text: string;
  now: number;
  zone: string;
  /** `now` as the zone's clocks show it. */
  today: WallClock;
}

export type PieceParser = (reading: Reading) => Piece[];
