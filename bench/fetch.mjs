/** A thread that fetches one file: says when it begins, and at the end how many bytes came. */
import { parentPort, workerData } from 'node:worker_threads';

const { url, headers } = workerData;
parentPort.postMessage('begun');
const response = await fetch(url, { headers });
if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
let bytes = 0;
for await (const part of response.body) bytes += part.length;
parentPort.postMessage(bytes);
