/** Something that an administrator must change before the program can start. The message is one plain line. */
export class ConfigError extends Error {}
