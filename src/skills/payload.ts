/** What a button or a card sends: an intent with its entities, which is not read as words. */
export const payloadFor = (intent: string, values: object) => `/${intent}${JSON.stringify(values)}`;
