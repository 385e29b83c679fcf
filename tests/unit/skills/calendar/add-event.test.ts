import { describe, expect, it } from "vitest";
import type { Appointment } from "../../../../src/storage/schema";
import { Talk } from "../talk";

/** Monday 2 March 2026, 09:30 in Oslo. */
const events = (talk: Talk) => talk.all("appointments") as Appointment[];

const at = (day: string, time: string) => `2026-${day}T${time}:00.000+01:00`;

describe("add_event", () => {
  it.each<[string, Partial<Appointment>]>([
    [
      "[lunch with Anna](event_title) on Friday at 12:30 for an hour",
      { title: "Lunch with Anna", starts: at("03-06", "12:30"), ends: at("03-06", "13:30"), allDay: false },
    ],
    [
      "put [dentist](event_title) on my calendar tomorrow at 3",
      { title: "Dentist", starts: at("03-03", "15:00"), ends: at("03-03", "16:00") },
    ],
    [
      "every Monday [standup](event_title) at 9",
      { starts: at("03-09", "09:00"), ends: at("03-09", "10:00"), rule: "FREQ=WEEKLY;BYDAY=MO" },
    ],
    [
      "[standup](event_title) every monday from 9 to 9:15",
      { starts: at("03-09", "09:00"), ends: at("03-09", "09:15"), rule: "FREQ=WEEKLY;BYDAY=MO" },
    ],
    ["[rehearsal](event_title) on thursday at half seven", { starts: at("03-05", "19:30") }],
    ["[dentist](event_title) on thursday at half seven", { starts: at("03-05", "07:30") }],
    ["[vet](event_title) thursday 8.15", { starts: at("03-05", "08:15") }],
    ["[playdate](event_title) saturday 2-4", { starts: at("03-07", "14:00"), ends: at("03-07", "16:00") }],
    ["[driving lesson](event_title) wed 4 to 5 30", { starts: at("03-04", "16:00"), ends: at("03-04", "17:30") }],
    ["[training](event_title) tues 530pm", { starts: at("03-03", "17:30") }],
    ["steering committee [session](event_title) tomorrow at 10", { title: "Steering committee session" }],
    [
      "[parents meeting wednesday 6 till 7](event_title)",
      { title: "Parents meeting", starts: at("03-04", "18:00"), ends: at("03-04", "19:00") },
    ],
    ["add a [haircut](event_title) tomorrow at 10", { title: "Haircut" }],
    ["[coffee](event_title) thursday at 4 at Fuglen, add it", { place: "Fuglen" }],
    [
      "[holiday](event_title) from 3 to 10 August",
      { allDay: true, starts: "2026-08-03T00:00:00.000+02:00", ends: "2026-08-11T00:00:00.000+02:00" },
    ],
    [
      "[conference](event_title) on monday for 3 days",
      { allDay: true, starts: at("03-09", "00:00"), ends: at("03-12", "00:00") },
    ],
    [
      "[coffee](event_title) at [Cafe Rosso](event_place) tomorrow from 2 to 3:30",
      { title: "Coffee", place: "Cafe Rosso", starts: at("03-03", "14:00"), ends: at("03-03", "15:30") },
    ],
    [
      "[call Bob](event_title) in two hours for 20 minutes",
      { starts: at("03-02", "11:30"), ends: at("03-02", "11:50") },
    ],
    ["schedule a team meeting for thursday at 10", { title: "Team meeting", starts: at("03-05", "10:00") }],
    ["add yoga to my calendar for tomorrow at 18:00 for 90 minutes", { title: "Yoga", ends: at("03-03", "19:30") }],
  ])("%s", async (text, event) => {
    const talk = new Talk();
    const replies = await talk.say("add_event", text);
    expect(events(talk), JSON.stringify(replies)).toHaveLength(1);
    expect(events(talk)[0]).toMatchObject({ zone: "Europe/Oslo", ...event });
  });

  it("says the date, the time and the zone, and shows the event", async () => {
    const talk = new Talk();
    const [reply] = await talk.say("add_event", "[lunch](event_title) on Friday at 12:30 at [Rosso](event_place)");
    expect(reply?.text).toBe("Added: “Lunch”, Fri 6 Mar, 12:30 to 13:30, at Rosso (Europe/Oslo).");
    expect(reply?.custom).toMatchObject({ card: "event", event: { id: events(talk)[0]?.id } });
  });

  it("asks for the title and the time where they are missing", async () => {
    const talk = new Talk();
    const [first] = await talk.say("add_event", "add something to my calendar");
    expect(first?.utter_action).toBe("utter_ask_event_title");
    const [second] = await talk.say("inform", "dentist");
    expect(second?.utter_action).toBe("utter_ask_event_when");
    await talk.say("inform", "tomorrow at 3");
    expect(events(talk)).toMatchObject([{ title: "Dentist", starts: at("03-03", "15:00") }]);
  });

  it("asks only for the hour where the day is known, and takes all day for an answer", async () => {
    const talk = new Talk();
    const [question] = await talk.say("add_event", "[dentist](event_title) on friday");
    expect(question?.text).toContain("Fri 6 Mar");
    await talk.say("inform", "at 4");
    expect(events(talk)).toMatchObject([{ starts: at("03-06", "16:00") }]);
    await talk.say("add_event", "every tuesday [yoga](event_title)");
    await talk.press("all day");
    expect(events(talk)[1]).toMatchObject({ allDay: true, rule: "FREQ=WEEKLY;BYDAY=TU", starts: at("03-03", "00:00") });
  });

  it("takes the day and the hour one after the other", async () => {
    const talk = new Talk();
    await talk.say("add_event", "put [haircut](event_title) in my calendar for half an hour");
    const [question] = await talk.say("inform", "on thursday");
    expect(question?.utter_action).toBe("utter_ask_event_hour");
    await talk.say("inform", "at nine");
    expect(events(talk)).toMatchObject([{ starts: at("03-05", "09:00"), ends: at("03-05", "09:30") }]);
  });

  it("stops when the user gives up, and the next event starts afresh", async () => {
    const talk = new Talk();
    await talk.say("add_event", "add [dentist](event_title)");
    await talk.say("cancel", "forget it");
    await talk.say("add_event", "add an event tomorrow at 10");
    const [question] = await talk.say("inform", "tomorrow at 11");
    expect(question?.utter_action).toBe("utter_ask_event_title");
    expect(events(talk)).toEqual([]);
  });

  it("says what it overlaps with, and does not count what only touches", async () => {
    const talk = new Talk();
    await talk.say("add_event", "[standup](event_title) every weekday from 9 to 9:30");
    const [clash] = await talk.say("add_event", "[review](event_title) on friday at 9:15");
    expect(clash?.text).toContain("It overlaps with “Standup” (09:00 to 09:30).");
    const [none] = await talk.say("add_event", "[tea](event_title) on thursday at 9:30");
    expect(none?.text).not.toContain("overlaps");
  });

  it("is taken back by undo", async () => {
    const talk = new Talk();
    await talk.say("add_event", "[lunch](event_title) on Friday at 12:30");
    await talk.say("undo", "undo");
    expect(events(talk)).toEqual([]);
  });

  it.each<[string, Partial<Appointment>]>([
    ["no, make it ten", { starts: at("03-06", "10:00"), ends: at("03-06", "11:00") }],
    ["make it two hours", { starts: at("03-06", "12:30"), ends: at("03-06", "14:30") }],
    ["no, Saturday", { starts: at("03-07", "12:30") }],
    ["no I said [brunch](event_title)", { title: "Brunch", starts: at("03-06", "12:30") }],
    ["sorry, at [Luigi's](event_place)", { place: "Luigi's", starts: at("03-06", "12:30") }],
  ])("is put right: %s", async (text, event) => {
    const talk = new Talk();
    await talk.say("add_event", "[lunch](event_title) on Friday at 12:30");
    await talk.say("correct", text);
    expect(events(talk)).toHaveLength(1);
    expect(events(talk)[0]).toMatchObject(event);
  });
});

describe("save_event", () => {
  const payload = (values: object) => `/save_event${JSON.stringify(values)}`;

  it("adds a whole event, and changes it by its id", async () => {
    const talk = new Talk();
    await talk.press(
      payload({ event_title: "Tea", starts: at("03-03", "15:00"), ends: at("03-03", "15:30"), event_place: "Home" }),
    );
    const [event] = events(talk);
    expect(event).toMatchObject({ title: "Tea", place: "Home" });
    await talk.press(
      payload({ id: event?.id, event_title: "Tea", starts: at("03-03", "16:00"), ends: at("03-03", "16:30") }),
    );
    expect(events(talk)).toEqual([
      { ...event, starts: at("03-03", "16:00"), ends: at("03-03", "16:30"), place: undefined },
    ]);
  });

  it.each([
    [{ event_title: "", starts: at("03-03", "15:00"), ends: at("03-03", "15:30") }],
    [{ event_title: "Tea", starts: "soon", ends: at("03-03", "15:30") }],
    [{ event_title: "Tea", starts: at("03-03", "15:00"), ends: at("03-03", "14:30") }],
    [{ event_title: "Tea", starts: at("03-03", "15:00"), ends: at("03-03", "15:30"), rule: "FREQ=SOMETIMES" }],
  ])("keeps no event that isn't whole: %j", async (values) => {
    const talk = new Talk();
    const [reply] = await talk.press(payload(values));
    expect(reply?.utter_action).toBe("utter_event_not_saved");
    expect(events(talk)).toEqual([]);
  });
});

describe("an event of which the model found no title", () => {
  it.each<[string, Partial<Appointment>]>([
    ["brake check thurs 8am at Kwik Fit", { title: "Brake check", place: "Kwik Fit", starts: at("03-05", "08:00") }],
    ["every wednesday evening at 7 I've got pottery class, calendar please", { title: "Pottery class" }],
    ["could you pop Ella's recital onto my calendar for the 17th at six", { title: "Ella's recital" }],
    ["stick supper with the neighbours in the diary, saturday at 7", { title: "Supper with the neighbours" }],
    ["schedule an hour with Tariq tomorrow at 11", { starts: at("03-03", "11:00") }],
    [
      "Our AGM is on 9 May from 18:00 to 20:00 at the Library, please add it",
      { starts: "2026-05-09T18:00:00.000+02:00" },
    ],
    ["a [call](event_title) with the bank tomorrow at 3", { title: "Call with the bank" }],
    ["I'm meeting Sofia tomorrow at 5", { title: "Meeting Sofia" }],
    ["dinner at Marco's on friday at 8", { title: "Dinner", place: "Marco's" }],
  ])("%s", async (text, event) => {
    const talk = new Talk();
    const replies = await talk.say("add_event", text);
    expect(events(talk), JSON.stringify(replies)).toHaveLength(1);
    expect(events(talk)[0]).toMatchObject(event);
  });
});

it("adds a meal with somebody, where all that was understood is that something is told", async () => {
  const talk = new Talk();
  await talk.say("inform", "lunch with Anna today at 13");
  expect(events(talk)).toMatchObject([{ title: "Lunch with Anna", starts: at("03-02", "13:00") }]);
});
