import { describe, expect, it } from "vitest";
import { readCalendar } from "../../../../../src/skills/calendar/ical/read";
import { occurrencesBetween } from "../../../../../src/skills/calendar/occurrences";

const ZONE = "Europe/Oslo";
const file = (...lines: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: string[]) => ["BEGIN:VEVENT", "UID:1", "SUMMARY:Tea", ...lines, "END:VEVENT"];
const read = (...lines: string[]) => readCalendar(file(...event(...lines)), ZONE);
const START = "DTSTART;TZID=Europe/Oslo:20260302T093000";

describe("readCalendar", () => {
  it.each<[string, string[], object]>([
    [
      "a zone",
      [START, "DTEND;TZID=Europe/Oslo:20260302T100000"],
      { starts: "2026-03-02T09:30:00.000+01:00", ends: "2026-03-02T10:00:00.000+01:00", zone: ZONE, allDay: false },
    ],
    [
      "UTC",
      ["DTSTART:20260302T093000Z", "DURATION:PT1H"],
      { starts: "2026-03-02T09:30:00.000+00:00", ends: "2026-03-02T10:30:00.000+00:00", zone: "UTC" },
    ],
    [
      "a floating time",
      ["DTSTART:20260702T093000", "DURATION:P1DT30M"],
      { starts: "2026-07-02T09:30:00.000+02:00", ends: "2026-07-03T10:00:00.000+02:00", zone: ZONE },
    ],
    [
      "a whole day",
      ["DTSTART;VALUE=DATE:20260302"],
      { allDay: true, starts: "2026-03-02T00:00:00.000+01:00", ends: "2026-03-03T00:00:00.000+01:00" },
    ],
    [
      "several days",
      ["DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260330"],
      { ends: "2026-03-30T00:00:00.000+02:00" },
    ],
    ["weeks", ["DTSTART;VALUE=DATE:20260302", "DURATION:P2W"], { ends: "2026-03-16T00:00:00.000+01:00" }],
    ["no end", [START], { ends: "2026-03-02T09:30:00.000+01:00" }],
    [
      "Outlook's zones",
      ['DTSTART;TZID="W. Europe Standard Time":20260302T093000'],
      { zone: "Europe/Berlin", starts: "2026-03-02T09:30:00.000+01:00" },
    ],
    [
      "a zone as a path",
      ["DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/London:20260302T093000"],
      { zone: "Europe/London" },
    ],
    [
      "folded and escaped text",
      [START, "LOCATION:Cafe Rosso\\, 2nd", "  floor\\; left", "DESCRIPTION:one\\ntwo \\\\ three"],
      { place: "Cafe Rosso, 2nd floor; left", notes: "one\ntwo \\ three" },
    ],
    [
      "parameters with colons",
      ['DTSTART;X-A="a:b;c";TZID=Europe/Oslo:20260302T093000'],
      { starts: "2026-03-02T09:30:00.000+01:00" },
    ],
    [
      "an alarm, which isn't the event",
      [START, "BEGIN:VALARM", "DESCRIPTION:Beep", "DURATION:PT5M", "TRIGGER:-PT5M", "END:VALARM"],
      { title: "Tea", ends: "2026-03-02T09:30:00.000+01:00" },
    ],
    ["a rule", [START, "RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=MO,WE"], { rule: "FREQ=WEEKLY;BYDAY=MO,WE" }],
    ["a rule's count", [START, "RRULE:FREQ=DAILY;COUNT=3"], { rule: "FREQ=DAILY;UNTIL=20260304T083000Z" }],
    ["a rule's last day", [START, "RRULE:FREQ=DAILY;UNTIL=20260304"], { rule: "FREQ=DAILY;UNTIL=20260304T225959Z" }],
    ["the place of a weekday", [START, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"], { rule: "FREQ=MONTHLY;BYDAY=1MO" }],
    [
      "an hour in the rule that is the start's",
      [START, "RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=30"],
      { rule: "FREQ=DAILY" },
    ],
    [
      "exceptions",
      [
        START,
        "RRULE:FREQ=DAILY",
        "EXDATE;TZID=Europe/Oslo:20260304T093000,20260305T093000",
        "EXDATE:20260307T083000Z",
        "EXDATE;VALUE=DATE:20260309",
      ],
      { exceptions: ["04", "05", "07", "09"].map((day) => `2026-03-${day}T09:30:00.000+01:00`) },
    ],
  ])("reads %s", (_what, lines, expected) => {
    const { appointments, faults } = read(...lines);
    expect(faults).toEqual([]);
    expect(appointments).toMatchObject([{ uid: "1", ...expected }]);
  });

  it("takes a changed time out of its series, and one that was cancelled", () => {
    const { appointments, faults } = readCalendar(
      file(
        ...event(START, "DURATION:PT30M", "RRULE:FREQ=WEEKLY;BYDAY=MO"),
        ...event("RECURRENCE-ID:20260309T083000Z", "DTSTART;TZID=Europe/Oslo:20260310T110000", "DURATION:PT30M"),
        ...event(
          "RECURRENCE-ID;TZID=Europe/Oslo:20260316T093000",
          "DTSTART;TZID=Europe/Oslo:20260316T093000",
          "STATUS:CANCELLED",
        ),
      ),
      ZONE,
    );
    expect(faults).toMatchObject([{ code: "cancelled", leftOut: true }]);
    const all = appointments.map((each, place) => ({ ...each, id: String(place), created: "" }));
    const times = occurrencesBetween(
      all,
      { from: Date.parse("2026-03-01T00:00Z"), to: Date.parse("2026-03-25T00:00Z") },
      ZONE,
    );
    expect(times.map(({ start }) => new Date(start).toISOString().slice(0, 16))).toEqual([
      "2026-03-02T08:30",
      "2026-03-10T10:00",
      "2026-03-23T08:30",
    ]);
    expect(new Set(appointments.map(({ uid }) => uid)).size).toBe(2);
  });

  it.each<[string, string[], object]>([
    ["no start", [], { code: "no-start", line: 3, leftOut: true }],
    ["a day that there isn't", ["DTSTART:20260230T090000"], { code: "bad-time", line: 6, leftOut: true }],
    ["an end before the start", [START, "DTEND:20250101T000000Z"], { code: "bad-time", line: 7, leftOut: false }],
    ["an unknown zone", ["DTSTART;TZID=Moon/Base:20260302T093000"], { code: "unknown-zone", line: 6, leftOut: false }],
    [
      "a rule that can't be kept",
      [START, "RRULE:FREQ=YEARLY;BYWEEKNO=20"],
      { code: "unkept-rule", line: 7, leftOut: false },
    ],
    ["a rule that is none", [START, "RRULE:often"], { code: "unkept-rule", line: 7, leftOut: false }],
    [
      "more repetitions than are counted",
      [START, "RRULE:FREQ=MINUTELY;COUNT=99999999"],
      { code: "unkept-rule", leftOut: false },
    ],
    ["further dates", [START, "RDATE:20260305T090000Z"], { code: "unkept-rule", line: 7, leftOut: false }],
    ["a line that is none", [START, "hello there"], { code: "bad-line", line: 7, leftOut: false }],
    ["a cancelled event", [START, "STATUS:CANCELLED"], { code: "cancelled", line: 3, leftOut: true }],
  ])("says where there is %s, and keeps the other events", (_what, lines, fault) => {
    const good = ["BEGIN:VEVENT", "UID:2", "DTSTART:20260401T090000Z", "END:VEVENT"];
    const { appointments, faults } = readCalendar(file(...event(...lines), ...good), ZONE);
    expect(faults).toMatchObject([fault]);
    expect(appointments.map(({ uid }) => uid)).toEqual((fault as { leftOut: boolean }).leftOut ? ["2"] : ["1", "2"]);
  });

  it("keeps what stands before and after an event that never ends", () => {
    const { appointments, faults } = readCalendar(
      file(...event(START), "BEGIN:VEVENT", "UID:lost", START, ...event(START).with(1, "UID:3")),
      ZONE,
    );
    expect(appointments.map(({ uid }) => uid)).toEqual(["1", "3"]);
    expect(faults).toMatchObject([{ code: "bad-nesting", leftOut: true }]);
  });

  it("says that a file is no calendar", () => {
    expect(readCalendar("<html>\n<body>", ZONE).faults).toMatchObject([
      { line: 1, code: "bad-line" },
      { line: 2, code: "bad-line" },
      { line: 1, code: "not-a-calendar" },
    ]);
  });

  it("reads 50 MB of rules that explode in seconds, and keeps no more than anyone has", () => {
    const rule = "RRULE:FREQ=DAILY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=30;COUNT=900";
    const one = `${event(START, rule, `DESCRIPTION:${"x".repeat(300)}`).join("\r\n")}\r\n`;
    const text = `BEGIN:VCALENDAR\r\n${one.repeat(Math.ceil(50_000_000 / one.length))}END:VCALENDAR\r\n`;
    const begun = process.cpuUsage();
    const { appointments, faults } = readCalendar(text, ZONE);
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(10);
    expect(appointments.length).toBe(20_000);
    expect(faults.at(-1)?.code).toBe("too-many");
  });

  it("reads one line of 50 MB as a fault", () => {
    const { appointments, faults } = readCalendar(file(...event(START, `DESCRIPTION:${"x".repeat(50_000_000)}`)), ZONE);
    expect(appointments).toHaveLength(1);
    expect(faults).toMatchObject([{ line: 7, code: "bad-line" }]);
  });
});
