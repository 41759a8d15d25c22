export { htmlPage, pageHead, type HtmlPage } from "./htmlPage";
export { pageLauncher } from "./pageLauncher";
