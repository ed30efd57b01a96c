/** A file of two documents in the forms of the field; the tests of the editors open the same one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const twoMeetings = readFileSync(join(__dirname, '../vscode/workspace/two-meetings.communique.txt'), 'utf8');
