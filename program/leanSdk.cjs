/**
 * Takes out of Pulumi's SDK what costs most of a large preview and helps nobody here. Each of the three is a function that is replaced
 * from outside; where a later SDK has none of the name, nothing happens.
 */
"use strict";
const debuggable = require("@pulumi/pulumi/runtime/debuggable");
const log = require("@pulumi/pulumi/log");
const { Resource } = require("@pulumi/pulumi/resource");

// A stack trace for every promise that the SDK makes, which is to name those that never end. They are still reported; errors keep
// their stack traces, for they are made elsewhere.
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
