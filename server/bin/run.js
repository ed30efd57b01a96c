// Finds a bundle beside this package as published (dist/), or in a checkout (../dist/), and says what to do where there is none.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

module.exports = function run(bundle) {
  for (const folder of [join(__dirname, '..', 'dist'), join(__dirname, '..', '..', 'dist')]) {
    const file = join(folder, bundle);
    if (existsSync(file)) return require(file);
  }
  process.stderr.write('communique: not built yet; run `npm run build` first\n');
  process.exit(2);
};
