/** Thrown where there is more than was asked for. */
export class TooMuch extends Error {}

/** A response's text, as far as `most` bytes go: what is longer is cut off on the way, and throws. */
export async function boundedText(response: Response, most: number): Promise<string> {
  if (Number(response.headers.get("Content-Length") ?? 0) > most) {
    await response.body?.cancel();
    throw new TooMuch();
  }
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > most) {
      await reader.cancel();
      throw new TooMuch();
    }
    text += decoder.decode(value, { stream: true });
  }
}
