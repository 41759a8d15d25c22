/**
 * The layers of the house, and what else an import must not do, as rules of dependency-cruiser. `make lint` and `make test` check
 * them (tests/house/imports.test.ts), and `make docs` draws them into CONTRIBUTING.md. `npx depcruise .` shows them on their own.
 *
 * An import that only brings a type counts: it is knowledge of the other folder all the same. Files ending in .cjs start the
 * compiled program (program/bundle.cjs) before there is any TypeScript to import, so they belong to no layer.
 */
"use strict";

/** Each folder of the program with the folders that it may import. A folder may always import itself. */
const LAYERS = {
    limits: [],
    tree: [],
    evaluator: ["limits", "tree"],
    guardrails: ["limits", "tree", "evaluator"],
    definition: ["limits", "tree", "evaluator", "guardrails"],
    aws: ["limits", "tree"],
    providers: ["limits", "aws"],
    components: ["limits", "providers"],
    program: ["limits", "tree", "evaluator", "guardrails", "definition", "aws", "providers", "components"],
    features: ["limits", "tree", "evaluator", "guardrails", "definition", "aws", "providers", "components"],
    operations: [
        "limits",
        "tree",
        "evaluator",
        "guardrails",
        "definition",
        "aws",
        "providers",
        "components",
        "program",
    ],
    policies: ["limits", "evaluator", "guardrails"],
};
/** The composition roots, which alone know all of it. */
const ROOTS = ["index.ts", "operations/main.ts"];
/** Where a reader of imports begins: what a launcher (*.cjs) compiles, and what is run by hand. All else is imported from here. */
const ENTRIES = [
    ...ROOTS,
    "definition/jsonSchema.ts",
    "guardrails/pages/index.ts",
    "policies/index.ts",
    "policies/taggable/generate.ts",
    "program/failedRun/lostAnswers.ts",
    "program/openStack/settingsFiles.ts",
    "program/outputs/outputTree.ts",
    "providers/index.ts",
];

const anyOf = (names) => names.map((name) => name.replaceAll(".", "\\.")).join("|");
const FOLDERS = anyOf(Object.keys(LAYERS));

const layers = Object.entries(LAYERS).map(([folder, below]) => ({
    name: `layer-${folder}`,
    comment:
        below.length > 0
            ? `${folder}/ may import ${below.map((name) => `${name}/`).join(", ")} and nothing else of the house`
            : `${folder}/ imports nothing of the house`,
    from: { path: `^${folder}/.*\\.ts$`, pathNot: `^(${anyOf(ROOTS)})$` },
    to: { path: `^((${FOLDERS}|tests)/|index\\.ts$)`, pathNot: `^(${anyOf([folder, ...below])})/` },
}));

const packages = (name, comment, folders, path, more = {}) => ({
    name,
    comment,
    from: { path: `^(${folders})/.*\\.ts$` },
    to: { path, ...more },
});

module.exports = {
    forbidden: [
        ...layers.map((rule) => ({ ...rule, severity: "error" })),
        {
            name: "known-folder",
            comment: "a file of the program lies in a folder that .dependency-cruiser.cjs names",
            from: { path: "\\.ts$", pathNot: `^((${FOLDERS}|tests|node_modules)/|index\\.ts$)` },
            to: {},
        },
        {
            name: "feature-alone",
            comment: "a feature does not import another feature: take what both need to definition/ or components/",
            from: { path: "^features/([^/]+)/" },
            to: { path: "^features/[^/]+/", pathNot: "^features/$1/" },
        },
        {
            name: "file-circle",
            comment: "files do not import each other in a circle: take what both need to a third file",
            from: {},
            to: { circular: true },
        },
        {
            name: "folder-circle",
            comment: "folders do not import each other in a circle: take what both need to a third folder, or below",
            scope: "folder",
            from: {},
            to: { circular: true },
        },
        packages(
            "no-pulumi",
            "this folder works without Pulumi: the org command and the policy pack load it without waiting for Pulumi's SDK",
            "limits|tree|evaluator|guardrails|definition|aws",
            "^node_modules/@pulumi/",
        ),
        packages(
            "no-aws-sdk",
            "this folder works without AWS: what it needs to know is handed to it",
            "limits|tree|evaluator|guardrails|definition|components|policies",
            "^node_modules/@aws-sdk/",
        ),
        {
            name: "feature-without-pulumi",
            comment:
                "of a feature, program.ts alone may use Pulumi and components/: the org command loads the rest without Pulumi",
            from: { path: "^features/", pathNot: "^features/([^/]+/program|programs?|index)\\.ts$" },
            to: { path: "^(node_modules/@pulumi/|components/)", dependencyTypesNot: ["type-only"] },
        },
        {
            name: "small-pulumi-aws",
            comment:
                "@pulumi/aws as a whole takes seconds of every start: import @pulumi/aws/organizations or another part",
            from: { path: "\\.ts$", pathNot: "^tests/" },
            to: { path: "^node_modules/@pulumi/aws/index\\.js$" },
        },
        {
            name: "components-read-no-files",
            comment: "a component reads no files: what it needs is an argument",
            from: { path: "^components/" },
            to: { path: "^(node:)?fs(/promises)?$" },
        },
        {
            name: "launchers-apart",
            comment:
                "a launcher (*.cjs) compiles what it starts with program/bundle.cjs, and TypeScript imports no launcher",
            from: { path: "^(?!tests/).*\\.ts$" },
            to: { path: "\\.cjs$", pathNot: "^node_modules/" },
        },
        {
            name: "used",
            comment:
                "every file is imported by something that is started: delete it, or name it in ENTRIES of .dependency-cruiser.cjs",
            from: { path: `^(${anyOf(ENTRIES)})$` },
            to: { path: `^(${FOLDERS})/.*\\.ts$`, pathNot: `^(${anyOf(ENTRIES)})$`, reachable: false },
        },
    ].map((rule) => ({ severity: "error", ...rule })),
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "^(\\.build|\\.local|tests|toolchain|local|docs|organizations|\\.github)/" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        // program/settings is settings.ts, as for esbuild and ts-node, and not its launcher settings.cjs.
        enhancedResolveOptions: { extensions: [".ts", ".js", ".mjs", ".cjs", ".json"] },
    },
};
