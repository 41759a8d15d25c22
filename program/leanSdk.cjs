/**
 * Removes from Pulumi's SDK what takes most of the time of a large preview and is not needed here. Each of the three replaces a function of
 * the SDK. If a later SDK has no function of that name, nothing happens.
 */
"use strict";
const debuggable = require("@pulumi/pulumi/runtime/debuggable");
const log = require("@pulumi/pulumi/log");
const { Resource } = require("@pulumi/pulumi/resource");

// A stack trace for every promise of the SDK, which would name those that never end. They are still reported. Errors keep their stack
// traces, which are made elsewhere.
const { debuggablePromise } = debuggable;
debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return debuggablePromise(promise, context);
    } finally {
        Error.stackTraceLimit = limit;
    }
};

// Nine messages for each account, one after the other, which the engine throws away unless it runs with `--debug`. The engine does not
// say whether it does.
if (!process.env.AWS_ORGANIZATION_DEBUG) log.debug = () => Promise.resolve();

// The stack trace of every resource, which goes into the state. Here it names the same few lines of components/ for all of them.
Resource.stackTrace = () => [];
