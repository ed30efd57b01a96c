import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryArguments, saysOutOfMemory } from '../../../client/src/memory.ts';

describe('the memory of the server', () => {
  it('is left to Node unless the setting gives a number', () => {
    for (const setting of [0, -1, undefined, null, '4096', Number.NaN]) {
      assert.deepEqual(memoryArguments(setting), ['--max-semi-space-size=4']);
    }
  });

  it('is what the setting says, in whole megabytes', () => {
    assert.deepEqual(memoryArguments(4096).slice(1), ['--max-old-space-size=4096']);
    assert.deepEqual(memoryArguments(1000.7).slice(1), ['--max-old-space-size=1000']);
  });

  it('is never less than the server needs to start', () => {
    assert.deepEqual(memoryArguments(1).slice(1), ['--max-old-space-size=256']);
  });
});

describe('the last words of a process', () => {
  it('say that it had too little memory', () => {
    for (const line of [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
      'FATAL ERROR: Zone Allocation failed - process out of memory',
      '[1234:0101/101010.123456:ERROR:node_bindings.cc(150)] OOM error in V8: Reached heap limit Allocation failed',
    ]) {
      assert.ok(saysOutOfMemory(line), line);
    }
  });

  it('say something else', () => {
    for (const line of [
      '',
      'Error: the file is out of memory of the user',
      'FATAL ERROR: v8::ToLocalChecked Empty MaybeLocal',
      '<--- Last few GCs --->',
    ]) {
      assert.ok(!saysOutOfMemory(line), line);
    }
  });
});
