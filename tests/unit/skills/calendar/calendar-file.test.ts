import { describe, expect, it } from "vitest";
import { readCalendar } from "../../../../src/skills/calendar/ical/read";
import { Talk } from "../talk";
import { byId, fullCalendar, kept } from "./appointments";

const file = (...lines: string[]) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (uid: string, title: string, hour: string) => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  `SUMMARY:${title}`,
  `DTSTART;TZID=Europe/Oslo:20260305T${hour}0000`,
  "DURATION:PT1H",
  "END:VEVENT",
];
const load = (talk: Talk, ics: string) => talk.press(`/import_events${JSON.stringify({ ics })}`);

describe("import_events", () => {
  it("adds a file's events, and says what was left out and why", async () => {
    const talk = new Talk();
    const [reply] = await load(
      talk,
      file(...event("1", "Tea", "09"), ...event("2", "Cake", "10"), "BEGIN:VEVENT", "SUMMARY:Lost", "END:VEVENT"),
    );
    expect(kept(talk).map(({ title }) => title)).toEqual(["Tea", "Cake"]);
    expect(reply?.text).toBe("Added 2 events. Left out 1: line 14: “Lost” has no DTSTART.");
  });

  it("changes what it knows by UID, and adds nothing twice", async () => {
    const talk = new Talk();
    await load(talk, file(...event("1", "Tea", "09"), ...event("2", "Cake", "10")));
    const [before] = kept(talk);
    const [reply] = await load(talk, file(...event("1", "Tea", "11"), ...event("2", "Cake", "10")));
    expect(reply?.text).toBe("Changed 1 event and 1 was there already.");
    expect(kept(talk)).toHaveLength(2);
    expect(byId(talk, before?.id ?? "")).toEqual({
      ...before,
      starts: "2026-03-05T11:00:00.000+01:00",
      ends: "2026-03-05T12:00:00.000+01:00",
    });
  });

  it("is taken back as one", async () => {
    const talk = new Talk();
    await load(talk, file(...event("1", "Tea", "09"), ...event("2", "Cake", "10")));
    await talk.say("undo", "undo");
    expect(kept(talk)).toEqual([]);
  });

  it("keeps nothing of what is no calendar, and says so", async () => {
    const talk = new Talk();
    const [reply] = await load(talk, "hello");
    expect(kept(talk)).toEqual([]);
    expect(reply?.text).toContain("no BEGIN:VCALENDAR");
  });
});

describe("export_events", () => {
  it("answers with a file that reads as the calendar, and in which reminders ring", async () => {
    const talk = fullCalendar();
    await talk.say("set_reminder", "remind me to [call, mum](task) every day at noon");
    const [reply] = await talk.say("export_events", "export my calendar");
    const { name, ics } = reply?.custom as { name: string; ics: string };
    expect(name).toBe("calendar-20260302.ics");
    expect(ics).toContain("SUMMARY:call\\, mum\r\n");
    expect(ics).toMatch(/RRULE:FREQ=DAILY\r\n[^]*BEGIN:VALARM\r\nACTION:DISPLAY\r\n[^]*TRIGGER:PT0S/);
    const { appointments, faults } = readCalendar(ics, "Europe/Oslo");
    expect(appointments.map(({ title }) => title)).toEqual(kept(talk).map(({ title }) => title));
    expect(faults).toMatchObject([{ code: "own-reminder", leftOut: true }]);
  });

  it("goes back in without a change", async () => {
    const talk = fullCalendar();
    const before = kept(talk).map(({ starts, ends, ...rest }) => ({
      ...rest,
      starts: Date.parse(starts),
      ends: Date.parse(ends),
    }));
    const [reply] = await talk.say("export_events", "export my calendar");
    await load(talk, (reply?.custom as { ics: string }).ics);
    const after = kept(talk).map(({ starts, ends, ...rest }) => ({
      ...rest,
      starts: Date.parse(starts),
      ends: Date.parse(ends),
    }));
    expect(after).toEqual(before);
  });

  it("says so where there is nothing", async () => {
    const [reply] = await new Talk().say("export_events", "export my calendar");
    expect(reply?.utter_action).toBe("utter_nothing_to_export");
  });
});

it("writes each change of a zone's clocks into the file", async () => {
  const talk = fullCalendar();
  const [reply] = await talk.say("export_events", "export my calendar");
  const { ics } = reply?.custom as { ics: string };
  expect(ics).toContain("BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n");
  expect(ics).toContain(
    "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT",
  );
  expect(ics).toContain(
    "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD",
  );
});
