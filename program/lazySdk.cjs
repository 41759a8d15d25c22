/**
 * Delays what Pulumi's SDK loads at its start, but needs only to turn functions into text: TypeScript, and npm's reader of installed packages.
 * They are half of the SDK's start. This program has no function that becomes text (components/ownResource.ts); if a run needs it after all,
 * they are loaded then. If a later SDK asks for other packages, nothing happens.
 *
 * Pulumi.yaml tells Node.js to load this file before the SDK, and the org command loads it itself.
 */
"use strict";
const Module = require("node:module");

const DELAYED = new Set(["@npmcli/arborist", "typescript"]);
const SDK = /[\\/]@pulumi[\\/]pulumi[\\/]/;

const load = Module._load;
Module._load = (request, parent, isMain) =>
    DELAYED.has(request) && SDK.test(parent?.filename ?? "")
        ? delayed(() => load(request, parent, isMain))
        : load(request, parent, isMain);

/** Stands for the exports of a package, which is loaded with the first question to it. */
function delayed(loadPackage) {
    let exported;
    return new Proxy(
        {},
        {
            // The SDK copies the exports of what is no ES module, and so would ask for all of them at its start.
            get: (_, key) => (key === "__esModule" ? true : (exported ??= loadPackage())[key]),
        },
    );
}
