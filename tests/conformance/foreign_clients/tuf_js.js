// SPDX-License-Identifier: Apache-2.0
//
// One update as tuf-js does it: refresh from ROOT (the first time) or from what STATE has, then every NAME.
//
//     node tuf_js.js ROOT URL STATE NAME...
//
// URL ends with a slash; metadata are right below it, targets below `targets/`. Prints the SHA-256 of each
// target and its name. Exits with 1 and the name of the error on the last line where something was refused,
// with 77 where tuf-js is missing ($NODE_PATH).
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

let tuf;
try {
  tuf = require('tuf-js');
} catch (missing) {
  console.error(missing.message.split('\n')[0]);
  process.exit(77);
}

async function update(root, url, state, names) {
  const metadataDir = path.join(state, 'metadata');
  const targetDir = path.join(state, 'targets');
  for (const folder of [metadataDir, targetDir])
    fs.mkdirSync(folder, {recursive: true});
  if (!fs.existsSync(path.join(metadataDir, 'root.json')))
    fs.copyFileSync(root, path.join(metadataDir, 'root.json'));
  const updater = new tuf.Updater({
    metadataBaseUrl: url,
    metadataDir,
    targetBaseUrl: url + 'targets/',
    targetDir,
    config: {fetchRetry: 0},  // what is refused once is refused
  });
  await updater.refresh();
  for (const name of names) {
    const target = await updater.getTargetInfo(name);
    if (!target)
      throw new ReferenceError(`nobody vouches for ${name}`);
    const file = (await updater.findCachedTarget(target)) || (await updater.downloadTarget(target));
    console.log(crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex'), name);
  }
}

const [root, url, state, ...names] = process.argv.slice(2);
if (root === '--version') {
  const folder = path.dirname(path.dirname(require.resolve('tuf-js')));
  console.log('tuf-js', JSON.parse(fs.readFileSync(path.join(folder, 'package.json'))).version);
} else {
  update(root, url, state, names).catch((refusal) => {
    console.error(refusal.message);
    console.error(refusal.constructor.name);
    process.exitCode = 1;
  });
}
