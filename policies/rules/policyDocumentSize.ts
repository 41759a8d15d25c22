import type { ResourceValidationPolicy } from "@pulumi/policy";
import { IAM_POLICY_SIZES } from "../../limits";
import { configOf } from "../check/policyConfig";
import { DOCUMENT_TYPES, documentsOf } from "../check/resourceDocuments";
import { howToShorten, sizesOf, sizeText } from "../check/documentSize";
import { forTypes, subject } from "../check/checkedResources";

const NAME = "policy-document-size";

interface Config {
    percent: number;
}

const config = configOf<Config>(NAME, {
    percent: {
        type: "integer",
        minimum: 1,
        maximum: 100,
        default: 90,
        description: "The percentage of AWS's limit from which to warn",
    },
});

/** Warns of a policy document that is nearly as large as AWS allows, before the next statement makes it too large. */
export const policyDocumentSize: ResourceValidationPolicy = {
    name: NAME,
    displayName: "Policy documents with room to grow",
    description: "Policy documents are not nearly as large as AWS allows.",
    enforcementLevel: "advisory",
    severity: "low",
    tags: ["guardrails", "iam"],
    remediationSteps: "Split the document, or shorten its actions with wildcards, while there is time.",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
    configSchema: config.schema,
    validateResource: forTypes(DOCUMENT_TYPES, (args, report) => {
        const { percent } = config.read(args);
        for (const { what, size } of sizesOf(documentsOf(args), IAM_POLICY_SIZES.trust)) {
            const isNear = size.characters > (size.max * percent) / 100 && size.characters <= size.max;
            if (isNear) report(`${subject(args)}: ${what} has ${sizeText(size)}.\n${howToShorten(size)}`);
        }
    }),
};
