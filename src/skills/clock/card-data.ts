/** What a place's clock shows. */
export type ClockFace = {
  name: string;
  /** IANA time zone. */
  zone: string;
  /** "8 hours ahead of you", "the next day"; empty for here. */
  note: string;
};

export type ClockCard = {
  card: "clock";
  faces: ClockFace[];
  /** The moment shown, ISO 8601 with an offset. */
  at: string;
  /** Goes on ticking from there: it's about now. */
  live: boolean;
};

/** One day, as a leaf of a calendar. */
export type DateCard = {
  card: "date";
  title: string;
  weekday: string;
  day: number;
  month: string;
  year: number;
  note: string;
};

export type CountdownCard = {
  card: "countdown";
  title: string;
  /** Whole days; never negative. */
  days: number;
  /** Only Mondays to Fridays are counted. */
  working?: true;
  /** What the days lead to: "until Fri 25 Dec 2026". */
  until: string;
  /** The same in other units: "4 weeks and 5 days". */
  detail: string;
};
