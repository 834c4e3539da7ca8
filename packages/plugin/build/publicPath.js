// Parts loaded on demand lie beside the bundle. RequireJS runs it from a callback, where `document.currentScript` is null, so its own tag is looked up.
const own = Array.from(document.scripts).find((script) => script.src.includes(SIDAN_CLIENT_FOLDER));
__webpack_public_path__ = own
  ? own.src.slice(0, own.src.indexOf(SIDAN_CLIENT_FOLDER) + SIDAN_CLIENT_FOLDER.length)
  : `/static/plugins${SIDAN_CLIENT_FOLDER}`;
