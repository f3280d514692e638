import { jest } from '@jest/globals';

// A test that waits for an answer fails by what it expects, not by how busy the machine is.
jest.setTimeout(300_000);
