import { describe, expect, it } from "vitest";
import { Talk } from "../talk";
import { appointment, byId, fullCalendar, kept, standup } from "./appointments";

const at = (day: string, time: string) => `2026-${day}T${time}:00.000+01:00`;
const ms = (iso: string | undefined) => Date.parse(iso ?? "");

describe("change_event", () => {
  it.each([
    ["move the [dentist](event_title) to 4", "d", at("03-03", "16:00"), 60],
    ["move my 3 o'clock to 5", "d", at("03-03", "17:00"), 60],
    ["move the [dentist](event_title) to thursday", "d", at("03-05", "15:00"), 60],
    ["move tomorrow's [dentist](event_title) to thursday at 10", "d", at("03-05", "10:00"), 60],
    ["push the [dentist](event_title) back an hour", "d", at("03-03", "16:00"), 60],
    ["make the [dentist](event_title) half an hour longer", "d", at("03-03", "15:00"), 90],
    ["make the [dentist](event_title) two hours", "d", at("03-03", "15:00"), 120],
    ["make the [lunch](event_title) end at 2", "l", at("03-06", "12:30"), 90],
    ["move the [lunch](event_title) to 1 to 3pm", "l", at("03-06", "13:00"), 120],
    ["move the [lunch with anna](event_title) from friday to thursday", "l", at("03-05", "12:30"), 60],
  ])("%s", async (text, id, starts, minutes) => {
    const talk = fullCalendar();
    const [reply] = await talk.say("change_event", text);
    expect(byId(talk, id)?.starts, reply?.text).toBe(starts);
    expect((ms(byId(talk, id)?.ends) - ms(starts)) / 60_000).toBe(minutes);
    expect(kept(talk)).toHaveLength(4);
  });

  it("moves whole days, and keeps their number", async () => {
    const talk = fullCalendar();
    await talk.say("change_event", "move my [holiday](event_title) to the 12th");
    expect(byId(talk, "h")).toMatchObject({ allDay: true, starts: at("03-12", "00:00"), ends: at("03-14", "00:00") });
  });

  it("renames, and changes the place", async () => {
    const talk = fullCalendar();
    await talk.say("change_event", "rename the [dentist](event_title) to orthodontist");
    expect(byId(talk, "d")?.title).toBe("Orthodontist");
    await talk.say("change_event", "change the place of [lunch](event_title) to [Luigi's](event_place)");
    expect(byId(talk, "l")).toMatchObject({ title: "Lunch with Anna", place: "Luigi's", starts: at("03-06", "12:30") });
  });

  it("asks what is to change, and takes a bare time as the answer", async () => {
    const talk = fullCalendar();
    const [question] = await talk.say("change_event", "change the [dentist](event_title) appointment");
    expect(question?.utter_action).toBe("utter_ask_event_change");
    await talk.say("inform", "at five");
    expect(byId(talk, "d")?.starts).toBe(at("03-03", "17:00"));
  });

  it("asks which times of a recurring event, and changes one of them", async () => {
    const talk = fullCalendar();
    const [question] = await talk.say("change_event", "move the [standup](event_title) to 10");
    expect(byId(talk, "s")).toEqual(standup);
    expect(question?.buttons?.map(({ title }) => title)).toEqual(["Only Mon 9 Mar", "The whole series"]);
    await talk.press(question?.buttons?.[0]?.payload ?? "");
    expect(byId(talk, "s")?.exceptions).toEqual([at("03-09", "09:00")]);
    expect(kept(talk)).toHaveLength(5);
    const single = kept(talk).find(({ title, id }) => title === "Standup" && id !== "s");
    expect(single).toMatchObject({ starts: at("03-09", "10:00"), ends: at("03-09", "10:30") });
    expect(single?.rule).toBeUndefined();
  });

  it("changes the whole series, in words", async () => {
    const talk = fullCalendar();
    await talk.say("change_event", "move the [standup](event_title) to 10");
    await talk.say("choose_occurrence", "the whole series");
    expect(byId(talk, "s")).toMatchObject({
      starts: at("03-02", "10:00"),
      ends: at("03-02", "10:30"),
      rule: standup.rule,
    });
  });

  it("changes only the day that is named", async () => {
    const talk = fullCalendar();
    await talk.say("change_event", "move monday's [standup](event_title) to 10");
    expect(byId(talk, "s")?.exceptions).toEqual([at("03-09", "09:00")]);
  });

  it("gives a series another day", async () => {
    const talk = fullCalendar();
    await talk.say("change_event", "move the [standup](event_title) to every tuesday at 8");
    expect(byId(talk, "s")).toMatchObject({ starts: at("03-03", "08:00"), rule: "FREQ=WEEKLY;BYDAY=TU" });
    await talk.say("change_event", "move all the [standups](event_title) to wednesday");
    expect(byId(talk, "s")).toMatchObject({ starts: at("03-04", "08:00"), rule: "FREQ=WEEKLY;BYDAY=WE" });
  });

  it("says what it overlaps with now", async () => {
    const talk = fullCalendar();
    const [reply] = await talk.say("change_event", "move the [dentist](event_title) to friday at 1");
    expect(reply?.text).toContain("It overlaps with “Lunch with Anna” (12:30 to 13:30).");
  });
});

describe("words of a change", () => {
  it.each([
    ["the [dentist](event_title) is at 4 now, not 3", { starts: at("03-03", "16:00") }],
    ["[dentist](event_title) starts at two instead of three", { starts: at("03-03", "14:00") }],
    ["change the title of the [dentist](event_title) to check-up", { title: "Check-up", starts: at("03-03", "15:00") }],
    ["rename the dentist appointment to Dr Bell", { title: "Dr Bell" }],
    ["the [dentist](event_title) is at Elm Clinic instead", { place: "Elm Clinic", title: "Dentist" }],
    ["the [dentist](event_title) has been relocated to the Town Hall", { place: "the Town Hall" }],
  ])("%s", async (text, expected) => {
    const talk = fullCalendar();
    await talk.say("change_event", text);
    expect(byId(talk, "d")).toMatchObject(expected);
  });

  it("a length alone is of the event just added", async () => {
    const talk = new Talk();
    await talk.say("add_event", "[physio](event_title) tomorrow at 3");
    await talk.say("inform", "for 45 minutes");
    expect(kept(talk)).toMatchObject([{ starts: at("03-03", "15:00"), ends: at("03-03", "15:45") }]);
  });
});

describe("delete_event", () => {
  it.each([
    ["delete the [dentist](event_title) appointment", "d"],
    ["cancel my [lunch](event_title)", "l"],
    ["cancel my 3 o'clock tomorrow", "d"],
    ["we won't have lunch with anna, take it out of the diary", "l"],
  ])("%s", async (text, id) => {
    const talk = fullCalendar();
    await talk.say("delete_event", text);
    expect(kept(talk).map((left) => left.id)).toEqual(["d", "l", "h", "s"].filter((other) => other !== id));
    await talk.say("undo", "undo");
    expect(kept(talk)).toHaveLength(4);
  });

  it.each(["delete it", "delete that event"])("deletes the one just spoken of: %s", async (text) => {
    const talk = fullCalendar();
    await talk.say("show_events", "when is the [dentist](event_title)");
    await talk.say("delete_event", text);
    expect(byId(talk, "d")).toBeUndefined();
  });

  it("asks which of two has that name, and its buttons tell", async () => {
    const talk = fullCalendar().put("appointments", appointment("e", "Dentist", at("03-20", "08:00")));
    const [question] = await talk.say("delete_event", "delete the [dentist](event_title)");
    expect(kept(talk)).toHaveLength(5);
    await talk.press(question?.buttons?.[1]?.payload ?? "");
    expect(byId(talk, "e")).toBeUndefined();
  });

  it.each([
    ["just this one", 1],
    ["all of them", 0],
  ])("asks which times of a recurring event: %s", async (answer, left) => {
    const talk = new Talk().put("appointments", standup);
    await talk.say("delete_event", "delete the [standup](event_title)");
    expect(kept(talk)).toEqual([standup]);
    await talk.say("choose_occurrence", answer);
    expect(kept(talk)).toHaveLength(left);
    if (left) expect(kept(talk)[0]?.exceptions).toEqual([at("03-09", "09:00")]);
  });

  it("deletes only the day that is named, and that can be undone", async () => {
    const talk = new Talk().put("appointments", standup);
    await talk.say("delete_event", "cancel the [standup](event_title) on the 16th");
    expect(kept(talk)[0]?.exceptions).toEqual([at("03-16", "09:00")]);
    await talk.say("undo", "undo");
    expect(kept(talk)).toEqual([standup]);
  });

  it("clears a day after yes, of what recurs that day alone, and that can be undone", async () => {
    const talk = fullCalendar();
    const [asked] = await talk.say("delete_event", "clear my calendar for friday");
    expect(asked?.text).toBe("Delete 2 events friday?");
    expect(kept(talk)).toHaveLength(4);
    await talk.say("affirm", "yes");
    expect(kept(talk).map(({ id }) => id)).toEqual(["d", "s"]);
    await talk.say("undo", "undo");
    expect(kept(talk)).toHaveLength(4);
    await talk.say("delete_event", "cancel all meetings next monday");
    await talk.say("affirm", "yes");
    expect(byId(talk, "s")?.exceptions).toEqual([at("03-09", "09:00")]);
  });

  it("keeps the day after no", async () => {
    const talk = fullCalendar();
    await talk.say("delete_event", "clear friday");
    await talk.say("deny", "no");
    expect(kept(talk)).toHaveLength(4);
  });

  it("does not take a later answer for one to its question", async () => {
    const talk = new Talk().put("appointments", standup);
    await talk.say("delete_event", "delete the [standup](event_title)");
    await talk.say("ask_time", "what time is it");
    await talk.say("choose_occurrence", "all of them");
    expect(kept(talk)).toEqual([standup]);
  });
});
