export { escapedHtml } from "./escapedHtml";
export { staticPage, type StaticPage } from "./staticPage";
export { htmlPage, pageHead, type HtmlPage } from "./htmlPage";
export { pageLauncher } from "./pageLauncher";
