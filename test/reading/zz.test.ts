import { test } from 'vitest';
import { reportOf } from './score.ts';
test('x', () => { console.log(reportOf('tuning.yaml') + '\n\n' + reportOf('held-back.yaml')); });
