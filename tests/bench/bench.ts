import { tmpdir } from 'node:os';
import { migrate } from '../../db/store';
import { describeMachine } from './machine';

console.log(describeMachine(tmpdir()), typeof migrate);
