import { map, openMap, type SettingGrammar } from "./settingGrammar";

const optOut: SettingGrammar = { kind: "setting", value: { kind: "one", of: ["optOut", "optIn"] }, assignOnly: true };
const service = map({ opt_out_policy: optOut }, ["opt_out_policy"]);

/** `default` means all services, including future ones. */
const SERVICES = [
    "default",
    "codeguruprofiler",
    "codewhisperer",
    "comprehend",
    "connectamd",
    "connectoptimization",
    "contactlens",
    "frauddetector",
    "guardduty",
    "lex",
    "polly",
    "rekognition",
    "textract",
    "transcribe",
    "translate",
];

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html */
export const aiOptOutPolicy = map({ services: openMap(Object.fromEntries(SERVICES.map((name) => [name, service]))) }, [
    "services",
]);
