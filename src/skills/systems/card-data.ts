/** How machines are. */
export type SystemsCardData = {
  card: "systems";
  targets: {
    name: string;
    job: string;
    isUp: boolean;
    figures: { title: string; text: string; isHigh: boolean }[];
  }[];
  alerts: { name: string; summary: string; isSilenced: boolean; /** ISO 8601. */ since: string }[];
  /** Whose answers are old, in words. */
  stale: string[];
};

/** A figure over time. */
export type SeriesCardData = {
  card: "series";
  title: string;
  unit: string;
  /** IANA zone in which the times are told. */
  zone: string;
  /** Milliseconds since the epoch. */
  lines: { name: string; points: [at: number, value: number][] }[];
  stale: string[];
};
