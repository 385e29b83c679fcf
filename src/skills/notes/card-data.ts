/** Notes, newest or best first: shown as they are now, and as they were then until those are read. */
export type NotesCardData = {
  card: "notes";
  title: string;
  notes: { id: string; text: string; created: string }[];
};
