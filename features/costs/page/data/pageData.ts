import type { CostReport } from "../../report/costReport";

export type { AccountCost, CostFigures, CostLine, CostReport } from "../../report/costReport";

/** What a page is made of. It stands in the page as JSON. */
export interface CostPageData {
    /** The texts in it are fit to be shown: what is invisible, or turns the direction of a text, is written as `\u202e`. */
    readonly report: CostReport;
    /** When the page was made, as ISO 8601 in UTC. */
    readonly madeAt: string;
}

/** The ids of the elements with the JSON of a CostPageData, and with that of the licences' text. */
export const DATA_ELEMENT = "cost-report";
export const LICENCES_ELEMENT = "licences";
