import { describe, expect, it } from "vitest";
import { evaluateMarkers } from "../../../../../training/evaluation/markers/marker-evaluation";
import { readMarkers } from "../../../../../training/evaluation/markers/marker-reader";
import { marksTable, overallTable, perSessionTable } from "../../../../../training/evaluation/markers/marker-tables";
import { readConversations, type Conversation } from "../../../../../training/formats/conversation-reader";
import { projectOf } from "../../../../support/small-project";

const user = (name: string, key?: string): object => ({
  event: "user",
  timestamp: 1,
  text: name,
  parse_data: {
    intent: { name, confidence: 1 },
    ...(key !== undefined && {
      response_selector: { all_retrieval_intents: ["faq"], default: { response: { intent_response_key: key } } },
    }),
  },
});
const action = (name: string): object => ({ event: "action", timestamp: 1, name });
const slot = (name: string, value: unknown): object => ({ event: "slot", timestamp: 1, name, value });

function conversation(senderId: string, events: object[]): Conversation {
  const { conversations, faults } = readConversations(JSON.stringify({ sender_id: senderId, events }), "talk.json");
  expect(faults).toEqual([]);
  return conversations[0] as Conversation;
}

/** The places where the only marker of a file applies in a conversation of one session. */
function places(marker: string, events: object[]): number[] {
  const { markers, faults } = readMarkers([{ file: "markers.yml", text: `found: ${marker}` }], null);
  expect(faults).toEqual([]);
  const [session] = evaluateMarkers(markers, [conversation("anna", events)]);
  return (session?.marks.get("found") ?? []).map(({ index }) => index);
}

const TALK = [
  /* 0 */ action("action_listen"),
  /* 1 */ user("book"),
  /* 2 */ slot("city", "Oslo"),
  /* 3 */ action("trip_form"),
  /* 4 */ slot("city", null),
  /* 5 */ user("faq", "faq/price"),
  /* 6 */ action("utter_faq"),
  /* 7 */ slot("city", "Rome"),
  /* 8 */ action("trip_form"),
];

describe("a marker", () => {
  it.each([
    ["{action: trip_form}", [3, 8]],
    ["{not_action: trip_form}", [0, 1, 2, 4, 5, 6, 7]],
    ["{intent: book}", [1]],
    // By the intent, and by the response that was chosen for it.
    ["{intent: faq}", [5]],
    ["{intent: faq/price}", [5]],
    ["{not_intent: faq}", [0, 1, 2, 3, 4, 6, 7, 8]],
    // From the event that sets it to the one that unsets it.
    ["{slot_was_set: city}", [2, 3, 7, 8]],
    ["{slot_was_not_set: city}", [0, 1, 4, 5, 6]],
    ["{not_slot_was_set: city}", [0, 1, 4, 5, 6]],
    ["{and: [{action: trip_form}, {slot_was_set: city}]}", [3, 8]],
    ["{or: [{intent: book}, {intent: faq}]}", [1, 5]],
    ["{not: [{or: [{slot_was_set: city}, {action: action_listen}]}]}", [1, 4, 5, 6]],
    ["{not: {action: trip_form}}", [0, 1, 2, 4, 5, 6, 7]],
    // At the last event of the sequence, and only where nothing is between.
    ["{seq: [{intent: faq}, {action: utter_faq}]}", [6]],
    ["{seq: [{intent: book}, {action: trip_form}]}", []],
    ["{seq: [{slot_was_set: city}, {slot_was_set: city}]}", [3, 8]],
    ["{seq: [{intent: book}, {slot_was_set: city}, {action: trip_form}]}", [3]],
    // The first time only.
    ["{at_least_once: [{action: trip_form}]}", [3]],
    ["{at_least_once: [{intent: stop}]}", []],
    ["{never: [{intent: stop}]}", [0]],
    ["{never: [{action: action_listen}]}", []],
    // Within another, it goes on applying.
    ["{and: [{at_least_once: [{intent: faq}]}, {action: trip_form}]}", [8]],
    ["{and: [{never: [{intent: faq}]}, {action: trip_form}]}", [3]],
    ['{description: "where a trip is booked", action: trip_form}', [3, 8]],
  ])("%s applies at %j", (marker, expected) => {
    expect(places(marker, TALK)).toEqual(expected);
  });
});

const MARKERS = `
booked:
  action: utter_booked
asked:
  intent: faq
`;
const TWO_SESSIONS = conversation("anna, once", [
  action("action_session_start"),
  user("book"),
  action("utter_booked"),
  user("faq"),
  user("faq"),
  user("book"),
  action("utter_booked"),
  action("action_session_start"),
  user("faq"),
]);
const ONE_SESSION = conversation("ben", [user("book")]);

describe("the tables of markers", () => {
  const { markers } = readMarkers([{ file: "markers.yml", text: MARKERS }], null);
  const sessions = evaluateMarkers(markers, [TWO_SESSIONS, ONE_SESSION]);

  it("have a row for each event, which counts from the conversation's start, and its session's messages before it", () => {
    expect(marksTable(sessions).trim().split("\n")).toEqual([
      "sender_id,session_idx,marker,event_idx,num_preceding_user_turns",
      '"anna, once",0,booked,2,1',
      '"anna, once",0,booked,6,4',
      '"anna, once",0,asked,3,1',
      '"anna, once",0,asked,4,2',
      '"anna, once",1,asked,8,0',
    ]);
  });

  it("sum up over all sessions", () => {
    expect(overallTable(sessions).trim().split("\n")).toEqual([
      "sender_id,session_idx,marker,statistic,value",
      "all,nan,-,total_number_of_sessions,3",
      "all,nan,asked,number_of_sessions_where_marker_applies_at_least_once,2",
      "all,nan,asked,percentage_of_sessions_where_marker_applies_at_least_once,66.667",
      "all,nan,booked,number_of_sessions_where_marker_applies_at_least_once,1",
      "all,nan,booked,percentage_of_sessions_where_marker_applies_at_least_once,33.333",
      "all,nan,asked,count(number of preceding user turns),3",
      "all,nan,asked,mean(number of preceding user turns),1",
      "all,nan,asked,median(number of preceding user turns),1",
      "all,nan,asked,min(number of preceding user turns),0",
      "all,nan,asked,max(number of preceding user turns),2",
      "all,nan,booked,count(number of preceding user turns),2",
      "all,nan,booked,mean(number of preceding user turns),2.5",
      "all,nan,booked,median(number of preceding user turns),2.5",
      "all,nan,booked,min(number of preceding user turns),1",
      "all,nan,booked,max(number of preceding user turns),4",
    ]);
  });

  it("say of each session how often and how late a marker applied", () => {
    const rows = perSessionTable(sessions).trim().split("\n");
    expect(rows).toHaveLength(1 + 2 * 3 * 5);
    expect(rows).toContain('"anna, once",0,booked,median(number of preceding user turns),2.5');
    expect(rows).toContain("ben,0,booked,count(number of preceding user turns),0");
    expect(rows).toContain("ben,0,booked,mean(number of preceding user turns),nan");
  });
});

describe("a file of markers", () => {
  const codes = (text: string): string[] =>
    readMarkers([{ file: "markers.yml", text }], null).faults.map(
      ({ place, code }) => `${place.line}:${place.column} ${code}`,
    );

  it.each([
    ["a: {action: x, intent: y}", "1:16 marker.shape"],
    ["a: {}", "1:4 marker.shape"],
    ["a: {action: [x]}", "1:13 marker.shape"],
    ["a: {and: []}", "1:5 marker.shape"],
    ["a: {not: [{action: x}, {action: y}]}", "1:5 marker.shape"],
    ["a: {actoin: x}", "1:5 marker.unknown-key"],
    ["- a", "1:1 marker.shape"],
    ["action: {action: x}", "1:1 marker.name"],
    ["a: {action: x", "1:14 yaml.syntax"],
  ])("%s is a fault with its place", (text, fault) => {
    expect(codes(text)).toEqual([fault]);
  });

  it("keeps the markers beside one that is faulty, and lists every fault", () => {
    const files = [
      { file: "one.yml", text: "a: {action: x}\nb: {actoin: x}" },
      { file: "two.yml", text: "a: {action: y}" },
    ];
    const { markers, faults } = readMarkers(files, null);
    expect(markers).toHaveLength(1);
    expect(faults.map(({ place, code }) => `${place.file} ${code}`)).toEqual([
      "one.yml marker.unknown-key",
      "two.yml marker.name",
    ]);
    expect(faults[0]?.message).toContain("Did you mean `action`?");
  });

  it("may name only what a project has", () => {
    const { domain } = projectOf({
      "config.yml": "assistant_id: x\n",
      "domain.yml":
        'version: "3.1"\nintents: [greet]\nslots: {city: {type: text, mappings: [{type: custom}]}}\nactions: [action_go]\n',
    });
    const text = "a: {or: [{intent: gret}, {intent: greet/warmly}, {slot_was_set: town}, {action: action_go}]}";
    const { faults } = readMarkers([{ file: "markers.yml", text }], domain);
    expect(faults.map(({ message }) => message)).toEqual([
      "The domain has no intent `gret`. Did you mean `greet`?",
      "The domain has no slot `town`. Add it to the domain, or correct the name.",
    ]);
  });
});
