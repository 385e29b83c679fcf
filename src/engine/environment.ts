/**
 * What a turn may know of the world. The engine has no clock and no chance of its own: whoever runs a turn passes these in,
 * so that the same message at the same moment always gives the same answer.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** The user's IANA time zone, e.g. `Europe/Oslo`. */
  readonly zone: string;
}

/** A number in [0, 1), as Math.random gives, but from a seed where the result must be repeatable. */
export type Random = () => number;

/** A clock that stands still: tests, and `sotto shell --now`. */
export function fixedClock(now: number, zone: string): Clock {
  return { now: () => now, zone };
}

/** The mulberry32 generator (Tommy Ettinger, public domain): 32 bits of state, equal on every platform. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
