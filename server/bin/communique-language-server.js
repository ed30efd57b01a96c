#!/usr/bin/env node
require('./run.js')('server.js');
