import { compliancePage } from "./compliancePage";
import { guardrailsPage } from "./guardrailsPage";

/** The pages that are made from the library and the bundles, by the file that each is written to. */
export const PAGES: Readonly<Record<string, () => string>> = {
    "docs/compliance.md": compliancePage,
    "docs/guardrails.md": guardrailsPage,
};
