import eslint from "@eslint/js";
import tseslint from "typescript-eslint";
import { maxLinesPerFunction } from "./tests/house/functionLines.mjs";

export default tseslint.config(
    { ignores: ["node_modules", ".build", ".local", "coverage", "**/*.cjs"] },
    eslint.configs.recommended,
    tseslint.configs.recommendedTypeChecked,
    {
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            eqeqeq: "error",
            "no-console": "error",
            "@typescript-eslint/no-floating-promises": "error",
            "@typescript-eslint/consistent-type-imports": "error",
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
            // Pulumi registers a resource by constructing it.
            "no-new": "off",
        },
    },
    {
        // What is longer says why, in the comment that switches the rule off (tests/house/names.test.ts).
        files: ["**/*.ts"],
        plugins: { house: { rules: { "max-lines-per-function": maxLinesPerFunction } } },
        rules: { "max-lines": ["error", { max: 300 }], "house/max-lines-per-function": ["error", { max: 60 }] },
    },
    {
        // mocha's describe and it return nothing worth waiting for.
        files: ["tests/**/*.ts"],
        rules: { "@typescript-eslint/no-unused-expressions": "off" },
    },
    {
        files: ["tests/bench/**/*.ts", "operations/**/*.ts"],
        rules: { "no-console": "off" },
    },
    { files: ["**/*.mjs"], extends: [tseslint.configs.disableTypeChecked] },
);
