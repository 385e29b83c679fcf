import { describe, expect, it } from "vitest";
import { Talk } from "../talk";
import { appointment, fullCalendar } from "./appointments";

describe("show_events", () => {
  it.each([
    ["what's on my calendar today", "You have 1 event today: “Standup” from 09:00 to 09:30."],
    ["what's on friday", "You have 2 events on friday: “Holiday” all day and “Lunch with Anna” from 12:30 to 13:30."],
    [
      "what's on my calendar this week",
      "You have 4 events this week: “Standup”, today, Mon 2 Mar, 09:00 to 09:30, every Monday; “Dentist”, tomorrow, Tue 3 Mar, 15:00 to 16:00; “Holiday”, Fri 6 Mar to Sat 7 Mar, all day; “Lunch with Anna”, Fri 6 Mar, 12:30 to 13:30, at Cafe Rosso.",
    ],
    ["what's next", "Next: “Dentist”, tomorrow, Tue 3 Mar, 15:00 to 16:00."],
    ["when is my [dentist](event_title) appointment", "That is “Dentist”, tomorrow, Tue 3 Mar, 15:00 to 16:00."],
    ["when is the [standup](event_title)", "That is “Standup”, Mon 9 Mar, 09:00 to 09:30, every Monday."],
    [
      "do I have the [standup](event_title) on the 16th",
      "That is “Standup”, Mon 16 Mar, 09:00 to 09:30, every Monday.",
    ],
    ["which day was the dentist again", "That is “Dentist”, tomorrow, Tue 3 Mar, 15:00 to 16:00."],
    ["when is my [dentist appointment](event_title)", "That is “Dentist”, tomorrow, Tue 3 Mar, 15:00 to 16:00."],
    ["what's on tomorrow morning", "Nothing in your calendar"],
    ["what's on tomorrow afternoon", "You have 1 event tomorrow afternoon: “Dentist”"],
    ["what do I have in april", "You have 4 events in april: “Standup”, Mon 6 Apr, 09:00 to 09:30"],
  ])("%s", async (text, start) => {
    const [reply] = await fullCalendar().say("show_events", text);
    const told = reply?.text ?? "";
    // Two wordings of the same.
    if (start.startsWith("Nothing")) expect(told).toMatch(/Dentist”, tomorrow, Tue 3 Mar, 15:00 to 16:00/);
    else expect(told.startsWith(start), told).toBe(true);
  });

  it("draws an agenda of the times it tells", async () => {
    const [reply] = await fullCalendar().say("show_events", "what's on my calendar next week");
    expect(reply?.custom).toMatchObject({ card: "event", on: "2026-03-09T09:00:00.000+01:00" });
    const [week] = await fullCalendar().say("show_events", "what's on this week");
    expect(week?.custom).toMatchObject({ card: "agenda", events: [{ event: { id: "s" } }, {}, {}, {}] });
  });

  it("goes on with another day, and on with the next", async () => {
    const talk = fullCalendar();
    await talk.say("show_events", "what's on my calendar tomorrow");
    const [friday] = await talk.say("inform", "and on Friday?");
    expect(friday?.text).toContain("“Lunch with Anna”");
    const [monday] = await talk.say("inform", "and next monday?");
    expect(monday?.text).toContain("“Standup”");
  });

  it("says so where there is nothing at all, and what is next where another was asked for", async () => {
    const [empty] = await new Talk().say("show_events", "what's on today");
    expect(empty?.utter_action).toBe("utter_no_events");
    const [other] = await fullCalendar().say("show_events", "when is the [vet](event_title)");
    expect(other?.utter_action).toBe("utter_no_such_event");
    expect(other?.text).toContain("“Dentist”");
  });

  it("shows the times of the user's zone, and the day of an all-day event", async () => {
    const talk = new Talk().put(
      "appointments",
      appointment("c", "Call", "2026-03-03T09:00:00.000-05:00", { zone: "America/New_York" }),
      appointment("b", "Birthday", "2026-03-03T00:00:00.000-05:00", {
        ends: "2026-03-04T00:00:00.000-05:00",
        zone: "America/New_York",
        allDay: true,
      }),
    );
    const [reply] = await talk.say("show_events", "what's on tomorrow");
    expect(reply?.text).toBe("You have 2 events tomorrow: “Birthday” all day and “Call” from 15:00 to 16:00.");
    const [after] = await talk.say("show_events", "what's on wednesday");
    expect(after?.utter_action).toBe("utter_no_events_then");
  });
});

describe("check_free", () => {
  it.each([
    ["am I free tomorrow at 3", "No, tomorrow, Tue 3 Mar you have “Dentist” (15:00 to 16:00)."],
    ["am I free tomorrow at 5", "Yes, you are free tomorrow, Tue 3 Mar, 17:00 to 18:00."],
    [
      "am I free between 2 and 4 tomorrow",
      "No, tomorrow, Tue 3 Mar you have “Dentist” (15:00 to 16:00). Free: 14:00 to 15:00.",
    ],
    [
      "am I free on Friday afternoon",
      "No, Fri 6 Mar you have “Lunch with Anna” (12:30 to 13:30). Free: 12:00 to 12:30 and 13:30 to 18:00.",
    ],
    ["when am I free tomorrow", "You are free tomorrow, Tue 3 Mar: 08:00 to 15:00 and 16:00 to 20:00."],
    ["am I free on saturday", "You are free Sat 7 Mar: free all day (“Holiday” is all day)."],
    ["am I free on thursday", "You are free Thu 5 Mar: free all day."],
    ["do I have three hours free tomorrow", "You are free tomorrow, Tue 3 Mar: 08:00 to 15:00 and 16:00 to 20:00."],
    ["do I have five hours free tomorrow", "You are free tomorrow, Tue 3 Mar: 08:00 to 15:00."],
  ])("%s", async (text, answer) => {
    const [reply] = await fullCalendar().say("check_free", text);
    expect(reply?.text).toBe(answer);
  });

  it("goes on with another day", async () => {
    const talk = fullCalendar();
    await talk.say("check_free", "am I free on thursday");
    const [reply] = await talk.say("inform", "and on Wednesday?");
    expect(reply?.text).toBe("You are free Wed 4 Mar: free all day.");
  });
});
