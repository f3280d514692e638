/** Serves the built program. Arguments: the folder of its data. */
import './answer.mjs';
import { openHouse } from './house.mjs';

const [, , folder] = process.argv;
const nest = await openHouse(folder);
await nest.listen(0, '127.0.0.1');
process.send({ port: nest.getHttpServer().address().port });
process.on('SIGTERM', () => void nest.close().then(() => process.exit()));
