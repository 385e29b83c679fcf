/** The most dice that are shown one by one. */
export const MAX_FACES = 20;

export type DiceCard = { card: "dice"; rolls: number[]; sides: number; total: number };
export type CoinCard = { card: "coin"; flips: ("heads" | "tails")[] };
export type NumberCard = { card: "number"; value: number; from: number; to: number };
