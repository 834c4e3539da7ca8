/**
 * Loaded into NocoBase before anything else (`--require`): its clock stands at the moment that the file named by `SIDAN_TEST_CLOCK` holds (milliseconds since the
 * epoch). Timers of the event loop run on.
 */
// An arrow function and strict: the host locks down what is built in, and cannot take `prototype` and `arguments` away from others.
'use strict';

const { readFileSync } = require('node:fs');

const file = process.env.SIDAN_TEST_CLOCK;
const Real = Date;
const LOOK_MS = 50;
let stands = NaN;
let lookedAt = -Infinity;

const now = () => {
  const real = Real.now();
  if (file && Math.abs(real - lookedAt) >= LOOK_MS) {
    lookedAt = real;
    stands = Number(readFileSync(file, 'utf8').trim() || NaN);
    if (Number.isNaN(stands)) throw new Error(`no moment in ${file}`);
  }
  return file ? stands : real;
};

globalThis.Date = new Proxy(Real, {
  construct: (target, args, made) => Reflect.construct(target, args.length ? args : [now()], made),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
