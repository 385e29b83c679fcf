import type { Rate } from "../../storage/schema";

/** How much of a currency one of another is, and of which day that is. */
export interface Exchange {
  rate: number;
  /** The older of the days, where it takes two rates. */
  date: string;
}

/** The rate between two currencies: known itself, the other way round, or by way of a third. The newest counts; null where there is none. */
export function exchangeBetween(rates: readonly Rate[], from: string, to: string): Exchange | null {
  const ways = [...stepsFrom(rates, from)].flatMap(([currency, first]): Exchange[] => {
    if (currency === to) return [first];
    const second = stepsFrom(rates, currency).get(to);
    return second
      ? [{ rate: first.rate * second.rate, date: first.date < second.date ? first.date : second.date }]
      : [];
  });
  const direct = stepsFrom(rates, from).get(to);
  const newest = ways.reduce<Exchange | null>((best, way) => (best && best.date >= way.date ? best : way), null);
  return direct && newest && direct.date >= newest.date ? direct : newest;
}

/** To which currencies a single rate leads. */
function stepsFrom(rates: readonly Rate[], from: string): Map<string, Exchange> {
  const steps = new Map<string, Exchange>();
  for (const { base, currency, rate, date } of rates) {
    const step = base === from ? ([currency, rate] as const) : currency === from ? ([base, 1 / rate] as const) : null;
    const known = step && steps.get(step[0]);
    if (step && (!known || known.date < date)) steps.set(step[0], { rate: step[1], date });
  }
  return steps;
}

/** One rate of a pair is kept. */
export function rateId(base: string, currency: string): string {
  return `${base}/${currency}`;
}
