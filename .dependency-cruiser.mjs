// The house rule "imports only go down" as data: each line is a floor, lowest first.
const floors = [
  ['shared'],
  ['config'],
  ['database'],
  ['web', 'audit'],
  ['mail'],
  ['accounts'],
  ['curriculum', 'activities', 'surveys'],
  ['cohorts', 'organisers', 'exchange'],
  ['enrolment', 'trials'],
  ['learning', 'applications', 'invitations'],
  ['assessment', 'dialogues', 'reflections', 'worksheets', 'contact', 'attendance'],
  ['certificates', 'matching', 'awareness'],
  ['consultation', 'studio', 'reports', 'facilitation', 'waivers'],
  ['privacy', 'oversight'],
  ['cli'],
];
const folders = (names) => `^src/(${names.join('|')})/`;
// The top floor holds the assembled application beside the commands that start it.
const TOP = '^src/[^/]+\\.ts$';

const downward = floors.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    name: `${room}-imports-down`,
    comment: 'A folder may import itself and lower floors only.',
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: {
      path: '^src/',
      pathNot: [folders([...floors.slice(0, floor).flat(), room]), ...(room === 'cli' ? [TOP] : [])],
    },
  })),
);

export default {
  forbidden: [
    ...downward,
    {
      name: 'every-folder-has-a-floor',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: folders(floors.flat()) },
      to: {},
    },
    {
      name: 'reflections-leave-in-no-export',
      comment: 'What people write at reflections is for them and the facilitators they sent it to.',
      severity: 'error',
      from: { path: '^src/(reports|certificates)/' },
      to: { path: '^src/reflections/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rules-and-pages-are-pure',
      comment: 'Decisions and view models are tested as plain functions.',
      severity: 'error',
      from: { path: '\\.(rules|page)\\.ts$' },
      to: {
        path: '(node_modules/(@nestjs|typeorm|fastify|pg|better-sqlite3)/|\\.(service|controller|module|guard)\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'controllers-pages-and-forms-stay-home',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '\\.(controller|page|form)\\.ts$', pathNot: '^src/($1|web)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
