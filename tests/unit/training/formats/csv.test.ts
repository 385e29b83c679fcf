import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../../../training/formats/csv-reader";
import { classRows } from "../../../../training/formats/csv-target";
import { ReadLog } from "../../../../training/formats/read-log";

function read(text: string) {
  const log = new ReadLog();
  const table = readCsv(text, "data.csv", log);
  return { table, faults: log.sorted().map(({ place, code }) => `${place.line} ${code}`) };
}

function values(text: string): string[][] | undefined {
  return read(text).table?.rows.map((row) => row.values);
}

describe("readCsv", () => {
  it.each([
    ["commas", "a,b\n1,2\n"],
    ["semicolons, a byte order mark and Windows' line ends", "\ufeffa;b\r\n1;2\r\n"],
    ["tabs, and old Macs' line ends", "a\tb\r1\t2"],
    ["bars and blank lines", "\na|b\n\n1|2\n|\n\n"],
    ["quotes where none are needed", '"a","b"\n"1","2"'],
  ])("reads %s", (_, text) => {
    expect(read(text).table).toMatchObject({ columns: ["a", "b"], rows: [{ values: ["1", "2"] }] });
  });

  it("keeps separators, quotes and line breaks within quotes, and says where each row begins", () => {
    const { table } = read('a,b\n"1,5","say ""hi"""\n"two\nlines",5" pipe\n3,4');
    expect(table?.rows).toEqual([
      { values: ["1,5", 'say "hi"'], line: 2 },
      { values: ["two\nlines", '5" pipe'], line: 3 },
      { values: ["3", "4"], line: 5 },
    ]);
  });

  it("names the index column that pandas writes without a name", () => {
    expect(read(",a\n0,x").table?.columns).toEqual(["Unnamed: 0", "a"]);
  });

  it.each([
    ["", "1 csv.no-rows"],
    ["\n\n", "1 csv.no-rows"],
    ["a,b\n1,2\n1,2,3\n4\n", "3 csv.ragged", "4 csv.ragged"],
    ["a,a\n1,2", "1 csv.header"],
    ['a,b\n1,2\n"3,4\n5,6', "3 csv.syntax"],
    ["a,b\n1,\0", "1 file.unreadable"],
    ["a,b\n1,\ufffd", "1 file.unreadable"],
  ])("refuses %j", (text, ...faults) => {
    expect(read(text)).toEqual({ table: null, faults });
  });

  it("reads back what is written with every value in quotes", () => {
    const value = fc
      .string({ unit: "grapheme" })
      .filter((text) => /\S/.test(text) && !/[\0\ufffd]/.test(text) && text.trim() === text);
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ["a,b", ...rows.map((row) => row.map(quote).join(","))].join("\n");
        expect(values(text)).toEqual(rows);
      }),
    );
  });

  it("gives a table or a fault for any text", () => {
    const unit = fc.constantFrom(...'ab,;\t|"\r\n 1');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const { table, faults } = read(text);
        expect(table === null).toBe(faults.length > 0);
      }),
    );
  });
});

describe("classRows", () => {
  function faults(text: string, target = "kind"): string[] {
    const log = new ReadLog();
    const table = readCsv(text, "data.csv", log);
    if (table) classRows(table, target, log);
    return log.sorted().map(({ place, code, message }) => `${place.line} ${code} ${message}`);
  }

  it("needs the column, and says what it may be", () => {
    expect(faults("a,kind\n1,x", "knd")).toEqual([expect.stringMatching(/^1 csv\.target .*"knd".*: kind\.$/)]);
    expect(faults("kind\nx\ny")).toEqual([expect.stringMatching(/^1 csv\.target .*only column/)]);
  });

  it("needs rows, two classes, and two rows of each", () => {
    expect(faults("a,kind\n")).toEqual([expect.stringMatching(/^1 csv\.no-rows /)]);
    expect(faults("a,kind\n1,x\n2,x\n")).toEqual([expect.stringMatching(/^2 csv\.one-class .*x/)]);
    expect(faults("a,kind\n1,x\n2,x\n3,y\n4,z\n5,z")).toEqual([expect.stringMatching(/^4 csv\.single-row .*y/)]);
  });

  it("tells numbers from classes in one line", () => {
    expect(faults("a,kind\n1,1.5\n2,2.5\n3,3.5\n4,3.5")).toEqual([
      expect.stringMatching(/^2 csv\.single-row 2 of the 3/),
    ]);
  });

  it("skips rows without the target, with a warning each", () => {
    expect(faults("a,kind\n1,x\n2,\n3,NA\n4,x\n5,y\n6,y")).toEqual([
      expect.stringMatching(/^3 csv\.target-missing/),
      expect.stringMatching(/^4 csv\.target-missing/),
    ]);
  });
});
