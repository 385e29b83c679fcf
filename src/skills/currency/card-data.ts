/** The rates there are, and a way to load more. */
export type RatesCardData = {
  card: "rates";
  /** `text` as in "1 EUR = 1.08 USD"; `date` as `2026-03-02`. */
  rates: { id: string; text: string; date: string }[];
};
