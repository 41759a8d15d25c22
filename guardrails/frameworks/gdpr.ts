import { covered, settled, uncovered, type Framework } from "./framework";

export const gdprDataResidency: Framework = {
    name: "gdpr-data-residency",
    title: "GDPR: where personal data is, and who can reach it",
    version: "Regulation (EU) 2016/679",
    source: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    about: "It needs `regions` on the same node or above, with the regions that you consider lawful. The bundle itself names none. Global services (IAM, Route 53, CloudFront, ...) store their data outside these regions, so put no personal data into names and tags.",
    guardrails: [
        "ai-opt-out",
        "block-public-images",
        "deny-external-sharing",
        "deny-public-s3",
        "only-tls",
        "require-encryption",
        "s3-block-public-access",
    ],
    needsRegions: true,
    controls: [
        covered(
            "Art. 5 (1) f",
            "Integrity and confidentiality",
            ["s3-block-public-access", "require-encryption", "only-tls"],
            "who in your company may read it",
        ),
        uncovered("Art. 5, others", "Lawfulness, purpose, minimisation, accuracy, retention", "People, your programs"),
        uncovered("Art. 6 to 23", "Consent and rights of persons", "People, your programs"),
        covered(
            "Art. 25",
            "Protection by design and by default",
            ["deny-public-s3", "block-public-images", "ai-opt-out"],
            "your programs",
        ),
        uncovered("Art. 28", "Processors", "AWS's data processing addendum is part of its terms; other processors"),
        uncovered("Art. 30", "A record of processing", "People; required-tags can mark what holds personal data"),
        covered(
            "Art. 32",
            "Security of processing",
            ["require-encryption", "only-tls", "deny-external-sharing"],
            "all the rest of security: iso-27001 or another bundle",
        ),
        settled(
            "Art. 33, 34",
            "Breaches are reported within 72 hours",
            { findings: ["guardDuty", "macie"] },
            "people; `org incident` gathers what the report needs",
        ),
        uncovered("Art. 35", "Impact is assessed", "People"),
        covered(
            "Art. 44 to 49",
            "Transfers to third countries",
            ["ai-opt-out", "deny-external-sharing"],
            "`regions` keeps storage and processing there. It does not reach people who read the data from elsewhere, support, and replication by global services",
        ),
    ],
};
