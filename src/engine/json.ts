/** Plain data, as it crosses a file, IndexedDB or a worker. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
