/** A sum and what it comes to. `lines` are the parts of a bill. */
export type CalculationCard = {
  card: "calculation";
  expression: string;
  result: string;
  /** Digits were left out: shown with ≈. */
  rounded: boolean;
  lines: { label: string; value: string }[];
};

export type ConversionCard = {
  card: "conversion";
  from: string;
  to: string;
  rounded: boolean;
  /** Which of several units of that name is meant; empty where there is only one. */
  note: string;
};
