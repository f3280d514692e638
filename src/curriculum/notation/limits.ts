/** What one file may hold. Curricula come from people we do not know well, and are read in the server. */
export const limits = {
  bytes: 1_000_000,
  /** Bytes of one image. */
  image: 2_000_000,
  depth: 20,
  nodes: 20_000,
  /** Characters in one text. */
  text: 20_000,
  /** Problems reported for one file; the rest is counted only. */
  problems: 500,
} as const;
