/** Gives the user a text, or bytes, as a file, in the way that their browser keeps downloads. (`.tsx` as all that is of the page in this folder.) */
export function saveFile(name: string, content: string | Blob, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // The browser has taken it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
