/** iCalendar and vCard have lines of at most 75 octets, without their end (RFC 5545, RFC 6350). */
const OCTETS = 75;

/** A line of either folded, with CRLF. No character is cut in two. */
export function foldedLine(line: string): string {
  const encoder = new TextEncoder();
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > OCTETS) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}
