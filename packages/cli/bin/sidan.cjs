#!/usr/bin/env node
require('./typescript.cjs');

require('../src/main.ts').main(process.argv.slice(2));
