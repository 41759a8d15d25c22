/**
 * eslint's max-lines-per-function for this house: every function counts, with its comments and empty lines, but for the callbacks of
 * mocha's `describe`, which hold tests as a file does.
 */
export const maxLinesPerFunction = {
    meta: {
        type: "suggestion",
        docs: { description: "a function is short enough to be read at once" },
        schema: [{ type: "object", properties: { max: { type: "integer", minimum: 1 } }, required: ["max"] }],
        messages: { tooLong: "{{what}} has {{lines}} lines; {{max}} are allowed. Divide it, or say why not: {{how}}" },
    },
    create(context) {
        const [{ max }] = context.options;
        const check = (node) => {
            const lines = node.loc.end.line - node.loc.start.line + 1;
            if (lines <= max || isDescribe(node.parent)) return;
            const what = node.id?.name ?? node.parent.key?.name ?? node.parent.id?.name;
            const data = {
                what: what === undefined ? "This function" : `The function ${what}`,
                lines,
                max,
                how: `// eslint-disable-next-line ${context.id} -- why`,
            };
            context.report({ loc: { start: node.loc.start, end: node.loc.start }, messageId: "tooLong", data });
        };
        return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
    },
};

/** `describe("...", function () {...})`, also `describe.only` and `describe.skip`. */
function isDescribe(node) {
    if (node.type !== "CallExpression") return false;
    const { callee } = node;
    return (callee.type === "MemberExpression" ? callee.object : callee).name === "describe";
}
