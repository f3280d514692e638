/** Serves the built program. Argument: the folder of its data. */
import { answers } from './answer.mjs';
import { checkOn } from './checks.mjs';
import { openHouse } from './house.mjs';

let checking = null;
/** Files of authors are checked one after another in this server from here on. */
answers.beginChecks = () => {
  checking = { isOver: false };
  checking.done = checkOn(() => checking.isOver);
};
/** How many were. */
answers.endChecks = () => {
  checking.isOver = true;
  return checking.done;
};

const nest = await openHouse(process.argv[2]);
await nest.listen(0, '127.0.0.1');
process.send({ port: nest.getHttpServer().address().port });
process.on('SIGTERM', () => void nest.close().then(() => process.exit()));
