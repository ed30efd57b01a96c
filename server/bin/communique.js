#!/usr/bin/env node
require('./run.js')('cli.js');
