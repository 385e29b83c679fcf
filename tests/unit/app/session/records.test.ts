import { describe, expect, it, vi } from "vitest";
import { Records } from "../../../../src/app/session/records";

/** Records whose store `notes` holds one note, renamed by each reading. */
function counted() {
  let readings = 0;
  const records = new Records(async () => [{ id: `reading ${++readings}`, text: "", created: "" }]);
  const shown = () => records.get("notes")?.map(({ id }) => id);
  return { records, shown };
}

describe("records a card shows", () => {
  it("are read when first watched, and told to whoever watches", async () => {
    const { records, shown } = counted();
    const [first, second] = [vi.fn(), vi.fn()];
    records.watch("notes", first);
    records.watch("notes", second);
    expect(shown()).toBeUndefined();
    await vi.waitFor(() => expect(first).toHaveBeenCalledOnce());
    expect(second).toHaveBeenCalledOnce();
    expect(shown()).toEqual(["reading 1"]);
  });

  it("are read again when their store changed, and only then", async () => {
    const { records, shown } = counted();
    const listener = vi.fn();
    records.watch("notes", listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));
    records.changed(["lists"]);
    records.changed(["notes"]);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2));
    expect(shown()).toEqual(["reading 2"]);
  });

  it("are forgotten, not read, when their store changed while nobody watched", async () => {
    const { records, shown } = counted();
    const listener = vi.fn();
    const stop = records.watch("notes", listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
    stop();
    records.changed(["notes"]);
    expect(shown()).toBeUndefined();
    records.watch("notes", listener);
    await vi.waitFor(() => expect(shown()).toEqual(["reading 2"]));
  });

  it("stay as they were when reading fails", async () => {
    const read = vi
      .fn()
      .mockResolvedValueOnce([{ id: "n1" }])
      .mockRejectedValueOnce(new Error("gone"));
    const records = new Records(read);
    const listener = vi.fn();
    records.watch("notes", listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
    records.changed(["notes"]);
    await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
    expect(records.get("notes")).toEqual([{ id: "n1" }]);
  });
});
