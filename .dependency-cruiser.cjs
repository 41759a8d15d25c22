/**
 * The layers of the house, and what else an import must not do, as rules of dependency-cruiser. `make lint` and `make test` check
 * them (tests/house/imports.test.ts), and `make docs` draws them into README.md. `npx depcruise .` shows them on their own.
 *
 * An import that only brings a type counts: it is knowledge of the other folder all the same. Files ending in .cjs start the
 * compiled program (program/bundle.cjs) before there is any TypeScript to import, so they belong to no layer.
 */
"use strict";
const fs = require("node:fs");
const path = require("node:path");

/** The folders that program/, and what uses it, may import. */
const BELOW_PROGRAM = [
    "limits",
    "tree",
    "evaluator",
    "cloudformation",
    "guardrails",
    "definition",
    "aws",
    "providers",
    "components",
];

/** Each folder of the program with the folders that it may import. A folder may always import itself. */
const LAYERS = {
    limits: [],
    tree: [],
    evaluator: ["limits", "tree"],
    cloudformation: ["limits"],
    guardrails: ["limits", "tree", "evaluator"],
    definition: ["limits", "tree", "evaluator", "guardrails"],
    aws: ["limits", "tree"],
    providers: ["limits", "aws", "cloudformation"],
    components: ["limits", "guardrails", "cloudformation", "providers"], // a kind of unit brings its guardrails
    program: BELOW_PROGRAM,
    // Of program/ only what a ProgramFeature is, of operations/ only what a command, an adoption, a drift or spend is: see feature-program and feature-org.
    features: [...BELOW_PROGRAM, "program", "operations", "pages"],
    operations: [...BELOW_PROGRAM, "program", "pages"],
    policies: ["limits", "evaluator", "guardrails"],
    pages: ["limits"],
};
/** The composition roots, which alone know all of it. */
const ROOTS = ["index.ts", "forecast.ts", "operations/main.ts"];
/** What is started without being imported: what a launcher (*.cjs) gives to `bundle(...)`, and what is run by hand. */
const ENTRIES = [
    ...ROOTS,
    ...[
        "operations",
        "policies",
        "program",
        "features/costs/page",
        "features/people/page",
        "operations/commands/tree/page",
    ].flatMap((folder) => bundled(path.join(__dirname, folder))),
    // It takes the place of Pulumi's SDK in the bundle of program/forecastBundle.cjs.
    "program/forecast/recordingSdk/index.ts",
    "program/forecast/recordingSdk/runtime.ts",
    "policies/taggable/generateTaggableTypes.ts",
    "evaluator/awsPolicies/generateAwsPolicies.ts",
    "cloudformation/resourceTypes/generateResourceTypes.ts",
];

/** The folders of pages, and of what they share. Each has a folder browser/, and a folder data/ that both sides know. */
const PAGES = "features/[^/]+/page|operations/commands/[^/]+/page|pages";

/** The files that the launchers in a folder compile: `path.join(root, "operations", "main.ts")`. */
function bundled(folder) {
    const launchers = fs.readdirSync(folder).filter((name) => name.endsWith(".cjs"));
    return launchers.flatMap((name) =>
        [
            ...fs
                .readFileSync(path.join(folder, name), "utf8")
                .matchAll(/path\.join\((root|__dirname), ((?:"[^"]+", )*"[^"]+\.ts")\)/g),
        ].map(([, from, names]) =>
            path.relative(__dirname, path.join(from === "root" ? __dirname : folder, ...JSON.parse(`[${names}]`))),
        ),
    );
}

const anyOf = (names) => names.map((name) => name.replaceAll(".", "\\.")).join("|");
const FOLDERS = anyOf(Object.keys(LAYERS));

const layers = Object.entries(LAYERS).map(([folder, below]) => ({
    name: `layer-${folder}`,
    comment:
        below.length > 0
            ? `${folder}/ may import ${below.map((name) => `${name}/`).join(", ")} and nothing else of the house`
            : `${folder}/ imports nothing of the house`,
    from: { path: `^${folder}/.*\\.ts$`, pathNot: `^(${anyOf(ROOTS)})$` },
    to: { path: `^((${FOLDERS}|tests)/|(index|forecast)\\.ts$)`, pathNot: `^(${anyOf([folder, ...below])})/` },
}));

const packages = (name, comment, folders, to) => ({
    name,
    comment,
    from: { path: `^(${folders})/.*\\.ts$` },
    to: { path: to },
});

module.exports = {
    forbidden: [
        ...layers.map((rule) => ({ ...rule, severity: "error" })),
        {
            name: "known-folder",
            comment: "a file of the program lies in a folder that .dependency-cruiser.cjs names",
            from: { path: "\\.ts$", pathNot: `^((${FOLDERS}|tests|node_modules)/|(index|forecast)\\.ts$)` },
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
            "limits|tree|evaluator|cloudformation|guardrails|definition|aws",
            "^node_modules/@pulumi/",
        ),
        packages(
            "no-aws-sdk",
            "this folder works without AWS: what it needs to know is handed to it",
            "limits|tree|evaluator|cloudformation|guardrails|definition|components|policies",
            "^node_modules/@aws-sdk/",
        ),
        {
            name: "feature-program",
            comment: "of program/, a feature knows only what a ProgramFeature is (program/register/)",
            from: { path: "^features/.*\\.ts$" },
            to: { path: "^program/", pathNot: "^program/register/(index|programFeature|registered)\\.ts$" },
        },
        {
            name: "feature-program-file",
            comment: "of a feature, program.ts alone knows program/: the org command works with the rest",
            from: { path: "^features/.*\\.ts$", pathNot: "^features/([^/]+/program|programs)\\.ts$" },
            to: { path: "^program/" },
        },
        {
            name: "feature-org",
            comment:
                "of operations/, a feature knows only what a command is made of (operations/cli/), and what a part of `org adopt`, `org drift` or `org tree` is (operations/commands/adopt/feature/, operations/commands/drift/feature/, operations/commands/tree/feature/)",
            from: { path: "^features/" },
            to: { path: "^operations/", pathNot: "^operations/(cli|commands/(adopt|drift|tree)/feature)/index\\.ts$" },
        },
        {
            name: "feature-org-file",
            comment:
                "of a feature, command.ts, adopt.ts, drift.ts and the folders commands/, adoption/ and drift/ alone know operations/: the program works with the rest",
            from: {
                path: "^features/",
                pathNot:
                    "^features/(([^/]+/(command|adopt|drift)|commands|adoptions|drifts|spendReader)\\.ts$|[^/]+/(commands|adoption|drift)/)",
            },
            to: { path: "^operations/" },
        },
        {
            name: "feature-without-pulumi",
            comment:
                "of a feature, program.ts alone may use Pulumi and components/: the org command loads the rest without Pulumi",
            from: { path: "^features/", pathNot: "^features/([^/]+/program|programs?|index)\\.ts$" },
            to: { path: "^(node_modules/@pulumi/|components/)", dependencyTypesNot: ["type-only"] },
        },
        {
            name: "browser-apart",
            comment: "what runs in a page knows only the page's data: the rest of the house is for Node.js",
            from: { path: `^(${PAGES})/browser/` },
            to: { pathNot: `^((${PAGES})/(browser|data)/|node_modules/echarts/)` },
        },
        {
            name: "browser-bundled",
            comment: "what runs in a page is bundled into it: Node.js does not import it",
            from: { pathNot: `^((${PAGES})/browser|tests)/` },
            to: { path: `^(${PAGES})/browser/` },
        },
        {
            name: "small-pulumi-aws",
            comment:
                "@pulumi/aws as a whole takes seconds of every start: import @pulumi/aws/organizations or another part",
            from: { path: "\\.ts$", pathNot: "^tests/" },
            to: { path: "^node_modules/@pulumi/aws/index\\.js$" },
        },
        {
            name: "launchers-apart",
            comment:
                "a launcher (*.cjs) compiles what it starts with program/bundle.cjs, and TypeScript imports no launcher",
            from: { path: "^(?!tests/).*\\.ts$" },
            to: { path: "\\.cjs$", pathNot: "(^|/)node_modules/" },
        },
        {
            name: "used",
            comment: "every file is imported by something that is started: delete it, or let a launcher bundle it",
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
