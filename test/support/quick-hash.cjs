/**
 * Loaded into NocoBase before anything else (`--require`), in every server that the suites start: a password's hash costs a thousandth of what it costs in earnest. Suites make
 * thousands of users, each with a hash and a sign-in of fifty milliseconds. The product's own start and the stock application hash as ever.
 */
// An arrow function and strict: the host locks down what is built in, and cannot take `prototype` and `arguments` away from others.
'use strict';

const crypto = require('node:crypto');

const { scrypt } = crypto;
const CHEAP = { N: 16 };

/** Whoever names a cost gets it. */
crypto.scrypt = (password, salt, length, ...rest) =>
  rest.length === 1 ? scrypt(password, salt, length, CHEAP, ...rest) : scrypt(password, salt, length, ...rest);
