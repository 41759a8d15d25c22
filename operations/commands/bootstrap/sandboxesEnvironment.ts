/** The environment on GitHub in which the workflow sandboxes empties accounts. */
export const SANDBOXES_ENVIRONMENT = "sandboxes";
