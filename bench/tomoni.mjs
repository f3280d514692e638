/** Serves the built program. Argument: the folder of its data. */
import './answer.mjs';
import { openHouse } from './house.mjs';

const nest = await openHouse(process.argv[2]);
await nest.listen(0, '127.0.0.1');
process.send({ port: nest.getHttpServer().address().port });
process.on('SIGTERM', () => void nest.close().then(() => process.exit()));
