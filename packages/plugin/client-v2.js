// The marker by which NocoBase's modern client lane finds the plugin.
module.exports = require('./dist/client-v2/index.js');
