/** Why a record is taken back. Closed: whatever else there would be to write about somebody's absence is not written. */
export const REASONS = ['other-person', 'other-date', 'slip'] as const;
export type Reason = (typeof REASONS)[number];
