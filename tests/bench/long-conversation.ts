/**
 * `npx tsx tests/bench/long-conversation.ts`: what one turn costs the dialogue on a tracker of 10 events and on one of 10,000, without
 * the reading of the message, in milliseconds. Exits 1 where the long one costs more than 1.5 times the short one.
 */
import { performance } from "node:perf_hooks";
import { fixedClock, seededRandom } from "../../src/engine/environment";
import { Conversation } from "../support/small-project";
import { tableProject } from "../unit/engine/dialogue/table-project";

const LIMIT = 1.5;
const ROUNDS = 400;

/** A conversation of this many events: small talk, and now and then a form that is filled or left. */
async function conversation(events: number): Promise<Conversation> {
  const talk = new Conversation(tableProject);
  const said = [
    "ask_hours",
    "book",
    'inform {"guests": 4}',
    "ask_hours",
    'inform {"day": "Monday"}',
    "book",
    "stop",
    "affirm",
  ];
  let count = 0;
  for (let i = 0; count < events; i++) count += (await talk.say(said[i % said.length] ?? "")).events.length;
  // Wherever it stopped, what is measured begins outside the form.
  for (const text of ["stop", "affirm"]) if (talk.tracker.activeLoop) await talk.say(text);
  return talk;
}

/** Milliseconds of one turn, of each round. */
async function times(talk: Conversation, rounds: number): Promise<number[]> {
  const host = {
    data: { get: async () => undefined, all: async () => [] },
    clock: fixedClock(0, "UTC"),
    random: seededRandom(1),
    signal: new AbortController().signal,
  };
  const measured: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const tracker = talk.tracker.copy();
    const start = performance.now();
    await talk.assistant.turn({ kind: "message", id: String(i), text: "ask_hours" }, tracker, host);
    measured.push(performance.now() - start);
  }
  return measured;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const short = await conversation(10);
const long = await conversation(10_000);
for (const talk of [short, long]) await times(talk, ROUNDS);
const ofShort: number[] = [];
const ofLong: number[] = [];
// In turns, so that whatever else the machine does falls on both.
for (let i = 0; i < 10; i++) {
  ofShort.push(...(await times(short, ROUNDS / 10)));
  ofLong.push(...(await times(long, ROUNDS / 10)));
}
const ratio = median(ofLong) / median(ofShort);
console.log(
  `a turn after 10 events ${median(ofShort).toFixed(3)} ms, after 10,000 events ${median(ofLong).toFixed(3)} ms: ${ratio.toFixed(2)} times (at most ${LIMIT})`,
);
process.exitCode = ratio <= LIMIT ? 0 : 1;
