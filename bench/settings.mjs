/** The program's settings while it is measured. */
export const settings = (folder) => ({
  TOMONI_ENV: 'production',
  TOMONI_HOST: '127.0.0.1',
  TOMONI_ORIGIN: 'http://127.0.0.1',
  TOMONI_DATA_DIR: folder,
  TOMONI_LOG_LEVEL: 'silent',
});
