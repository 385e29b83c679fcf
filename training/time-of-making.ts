/** Now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org): with it the same seed gives the same bytes in every file. */
export function timeOfMaking(): Date {
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  return epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
}
